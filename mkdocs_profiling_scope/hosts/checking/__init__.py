"""Many documents analysed: cached, shared among processes, only what has changed."""
