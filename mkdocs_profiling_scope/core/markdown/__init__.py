"""A text as a document: lines, front matter, blocks and the prose in them, at offsets of the text."""
