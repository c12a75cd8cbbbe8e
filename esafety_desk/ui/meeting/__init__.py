"""The meeting view: what a room may see, and the minutes taken in it."""
