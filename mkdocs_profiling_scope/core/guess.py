"""Guesses at what somebody meant to write."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(value: object, allowed: Iterable[str]) -> str:
    """Return "; did you mean ...?" with the allowed word most like `value`, or nothing."""
    import difflib  # here, because only who mistypes waits for it

    close = difflib.get_close_matches(str(value), list(allowed), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
