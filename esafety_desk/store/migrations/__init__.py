"""The database's history: one numbered step a change of shape, each standing on its own."""

HEAD = "0009"
"""The revision this program writes."""
