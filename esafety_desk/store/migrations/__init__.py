"""The database's history: one numbered step a change of shape, each standing on its own."""

HEAD = "0011"
"""The revision this program writes."""
