"""The first run: six calm steps from nothing to an open desk, with nothing made before the last."""
