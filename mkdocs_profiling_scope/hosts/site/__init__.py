"""The plugin for MkDocs and ProperDocs: begins in plugin.py; what it adds to a site, also as files."""
