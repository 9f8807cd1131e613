"""A refactoring on disk: begins in refactoring.py; all is written, or nothing."""
