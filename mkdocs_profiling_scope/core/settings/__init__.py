"""The settings, the same for every host: read key by key, described, and as a schema."""
