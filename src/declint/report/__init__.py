"""Report → bytes, by name."""
