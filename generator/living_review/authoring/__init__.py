"""Help for people who edit the data: schemas, new entries, layout, mending, and what a change does; writes nothing."""
