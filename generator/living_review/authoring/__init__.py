"""Help for people who edit the data: schemas, new entries, layout, fixing, and what a change does; writes nothing."""
