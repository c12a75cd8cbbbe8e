"""What the leader does, in verbs: each one unit of work."""
