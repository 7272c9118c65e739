"""What a project asks of declint."""
