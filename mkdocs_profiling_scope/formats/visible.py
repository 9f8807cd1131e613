"""Text that no terminal obeys."""

from __future__ import annotations

import re

# Control characters of terminals, line and paragraph separators, marks that reorder text, and lone
# surrogates, which stand for undecodable bytes in file names and cannot be encoded.
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"


def visible(text: str) -> str:
    """Write control characters in `text` as escapes, so that no page can drive a terminal."""
    if text.isprintable():
        return text
    # Compiled here, because few texts need it and it takes longer than a page.
    return re.sub(_UNPRINTABLE, lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
