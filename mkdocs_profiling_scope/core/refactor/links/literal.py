"""Words as Markdown that reads as they do."""

from __future__ import annotations

import re

# A hash at the end would close a heading; an underscore inside of a word is one.
_MARKUP = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|#(?=#*\Z)")


def code(words: str) -> str:
    """Return a code span that reads as `words` do."""
    ticks = "`" * (1 + max(map(len, re.findall("`+", words)), default=0))
    pad = " " * (len(ticks) > 1)
    return f"{ticks}{pad}{words}{pad}{ticks}"


def literal(words: str) -> str:
    """Return Markdown that reads as `words` do, also in a heading and between the brackets of a link."""
    escaped = _MARKUP.sub(r"\\\g<0>", " ".join(words.split()))
    # Python-Markdown knows no escape for these two.
    return re.sub(r"&(?=[#\w])", "&amp;", escaped).replace("<", "&lt;")
