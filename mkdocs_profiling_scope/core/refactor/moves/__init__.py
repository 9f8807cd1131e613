"""Text on its way: cut from a page, put into the proposal, with a pointer and what it needs."""
