"""Other ways in, each a thin caller of the linter."""
