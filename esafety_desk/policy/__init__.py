"""Which rules hold: pure functions of records, a day and the school's settings."""
