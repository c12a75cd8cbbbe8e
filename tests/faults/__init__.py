"""What a machine does to a program: kills it, loses its power, fails its calls. Real files, real processes."""
