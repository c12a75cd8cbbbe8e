"""How it is seen: Qt only."""
