"""Tables to series and values of a record: columns, cells, entries, the text of the record; writes nothing."""
