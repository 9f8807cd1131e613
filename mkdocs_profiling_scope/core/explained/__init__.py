"""Why every block of a page was judged as it was, and what would change that: begin with account.py."""
