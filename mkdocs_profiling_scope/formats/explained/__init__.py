"""Explanations of judgements as text and as JSON."""
