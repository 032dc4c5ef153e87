"""A plant that learns from what was made."""
