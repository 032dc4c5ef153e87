"""Many plants: in one call, as projects of a table, and what became of their like."""
