"""Strategies that make scenarios, lines and arguments, and what must hold of every call."""
