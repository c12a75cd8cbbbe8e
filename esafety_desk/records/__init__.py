"""What the school keeps: each record's fields declared once, with its own rules."""
