"""The wizard that brings in lists and old logs, and the review of what it brought."""
