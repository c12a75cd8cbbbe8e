"""The one register machine: a list, its filters, a form and a detail panel, built from a declaration."""
