"""Links and anchors: where they stand, and where they lead after text has moved."""
