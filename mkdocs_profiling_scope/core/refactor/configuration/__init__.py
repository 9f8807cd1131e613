"""Configurations changed in place: the nav, and paths in YAML, JSON and TOML."""
