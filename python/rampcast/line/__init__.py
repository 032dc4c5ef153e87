"""Production lines: what they can make, as tables and pictures."""
