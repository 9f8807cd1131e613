"""Quotations: words of a page on one line of a message."""

from __future__ import annotations

import re

LONGEST = 60  # characters of a quotation in a message, about
_QUOTE_MARKS = re.compile(r"\n[ \t]*>[ \t>]*")
_LEADING_TO = re.compile(r"!?\[(?=[^\[\]]*\]\()|\]\((?:[^()]|\([^()]*\))*(?:\)|\Z)")


def unlinked(text: str) -> str:
    """Return `text` without where its links lead, also those of which it has only a part."""
    return _LEADING_TO.sub("", text) if "](" in text else text


def one_line(text: str) -> str:
    """Return the words of `text`, without where its links lead and what marks the lines of a block quote."""
    return " ".join(unlinked(_QUOTE_MARKS.sub(" ", text)).split())


def quoted(text: str, most: int = LONGEST) -> str:
    """Return `text` in quotes, on one line, shortened to about `most` characters."""
    return f'"{shortened(one_line(text), most)}"'


def shortened(words: str, most: int = LONGEST) -> str:
    """Return as many of the words as have about `most` characters."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
