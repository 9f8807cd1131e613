"""Pages under the names of the layout: one profile for each mode and variant."""
