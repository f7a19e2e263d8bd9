"""Science and bookkeeping computed from the records: pure functions, nothing typed in."""
