"""The two kinds of errors by which the command line ends, imported without what raises them."""

from __future__ import annotations


class UserError(Exception):
    """What whoever calls the tool can put right; the message names it and says how."""


class DefectError(Exception):
    """A defect in the analysis, with the document that brought it to light."""


def why(error: OSError) -> str:
    """Return what the system says of an error, in the manner of all messages."""
    return (error.strerror or str(error)).lower()
