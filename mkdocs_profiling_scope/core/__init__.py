"""The analysis: text and settings in, values out; no host, no files, no logging."""
