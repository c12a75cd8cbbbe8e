"""The papers that are printed from a record: each is composed from what is kept, and drawn in one style."""
