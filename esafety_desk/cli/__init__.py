"""The desk without a window: the same services, for scheduled tasks and checks."""
