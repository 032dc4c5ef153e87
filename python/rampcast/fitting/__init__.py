"""Curves, functions and learning fitted by least squares."""
