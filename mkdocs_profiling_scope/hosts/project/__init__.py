"""A project on disk: its settings, documents, paths, and what is known of its files."""
