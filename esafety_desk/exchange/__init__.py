"""How records come and go as files."""
