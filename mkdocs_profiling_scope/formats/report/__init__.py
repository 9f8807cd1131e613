"""The report as text: one small module a format."""
