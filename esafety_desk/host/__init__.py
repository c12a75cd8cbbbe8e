"""The machine: paths, resources, clock, logging."""
