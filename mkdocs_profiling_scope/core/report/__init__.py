"""The report: what state every document is in, and what to do about it."""
