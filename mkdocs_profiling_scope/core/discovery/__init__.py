"""Settings proposed from the documents that are there."""
