"""The program as a person meets it: real widgets, real desk, real pages."""
