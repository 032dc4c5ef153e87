"""A plant's forecast: tables, pictures, words and files."""
