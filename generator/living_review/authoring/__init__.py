"""Help for people who edit the data: schemas, new entries, tables to import, layout, fixing, and what a change does; writes nothing."""
