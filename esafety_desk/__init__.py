"""E-Safety Desk: one offline program over one encrypted file for a school's e-safety leader."""

__version__ = "0.1.0"
