"""Formats: findings to text, one small module a format."""
