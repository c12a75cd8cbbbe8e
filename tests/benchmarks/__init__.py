"""How fast the desk is, measured against yardsticks timed in the same run: ``python -m tests.benchmarks``."""
