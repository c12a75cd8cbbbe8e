"""The database's history: one numbered step a change of shape, each standing on its own."""

HEAD = "0010"
"""The revision this program writes."""
