"""Raw HTML inside Markdown: its prose and its tables, at their offsets."""

from __future__ import annotations

import re
from bisect import bisect_left

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|code|svg)\b.*?(?:</\1\s*>|\Z)|<[/!?a-zA-Z][^>]*(?:>|\Z)|&#?\w+;",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:a|abbr|b|em|i|kbd|mark|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE)
_ROW_END = re.compile("</tr", re.IGNORECASE)


def html_prose(html: str) -> list[tuple[int, int, str]]:
    """Return the runs of text, and the comments, of an HTML block.

    Returns:
        start, end and kind of each: `comment`; `block` for text that begins a new block or cell;
        `inline` for text that goes on after an inline element.
    """
    found: list[tuple[int, int, str]] = []
    at, kind = 0, "block"
    for match in _TAG.finditer(html):
        _text(found, html, at, match.start(), kind)
        kind = "inline" if _INLINE.match(match.group()) or match.group().startswith("&") else "block"
        if match.group().startswith("<!--"):
            found.append((match.start(), match.end(), "comment"))
        at = match.end()
    _text(found, html, at, len(html), kind)
    return found


def _text(found: list[tuple[int, int, str]], html: str, start: int, end: int, kind: str) -> None:
    if html[start:end].strip():
        found.append((start, end, kind))


def html_rows(html: str) -> list[list[tuple[int, int]]]:
    """Return the cells of the table rows in an HTML block, each from its tag to the next tag."""
    if "<tr" not in html.lower():
        return []
    # Imported here because it takes longer than a whole page, and few pages have HTML tables.
    from bs4 import BeautifulSoup, Tag

    starts = [0, *(found.end() for found in re.finditer("\n", html))]
    row_ends = [found.start() for found in _ROW_END.finditer(html)]
    rows: dict[int, list[int]] = {}  # offsets of the cells, by the row around them
    for cell in BeautifulSoup(html, "html.parser").find_all(["td", "th"]):
        if isinstance(cell, Tag) and (row := cell.find_parent("tr")) is not None:
            offset = starts[(cell.sourceline or 1) - 1] + (cell.sourcepos or 0)
            rows.setdefault(id(row), []).append(offset)
    found = []
    for offsets in rows.values():
        i = bisect_left(row_ends, offsets[-1])
        ends = [*offsets[1:], row_ends[i] if i < len(row_ends) else len(html)]
        found.append(list(zip(offsets, ends, strict=True)))
    return found
