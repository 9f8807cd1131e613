"""The extension of Python-Markdown: marks in the source become attributes in the HTML."""
