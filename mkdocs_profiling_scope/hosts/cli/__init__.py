"""The command line: begins in main.py; a module for each command in commands/."""
