"""Which lines of a page leave it: its outline, and the units that are marked."""
