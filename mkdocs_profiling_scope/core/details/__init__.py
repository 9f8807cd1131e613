"""What hosts show of a page beside its findings: figures, citations, previews."""
