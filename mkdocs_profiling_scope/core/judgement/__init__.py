"""From signals to labels, by weights that were learned offline, with the reasons."""
