"""What the plugin adds to a page on purpose, taken out again: all the rest has to be as it was."""

from __future__ import annotations

import re

_VALUE = r'=(?:"[^"]*"|[^\s">]+)'  # a minifier leaves quotes out where it can
_ADDED = (
    rf" data-ps-[\w-]+{_VALUE}",
    r' class=(?:"ps-section"|ps-section)(?=[\s>])|(?<=["\s])ps-section ?',
    r'<div\b[^>]*\bclass="?ps-page\b[^>]*></div>',  # in whatever order a plugin puts its attributes
    r"[ \t]*<link [^>]*profiling-scope\.css[^>]*>\n?",
    r"\s*<url>\s*<loc>[^<]*/profiling-scope-report\b[^<]*</loc>[^/]*</lastmod>\s*</url>",  # in the site map
)


def without_ours(html: str) -> str:
    """Return a built page, or a site map, without what was added, and without the time of its build."""
    for pattern in _ADDED:
        html = re.sub(pattern, "", html)
    # A theme leaves a blank line for each style sheet.
    return re.sub(r"\n[ \t]*(?=\n)", "", re.sub(r"Build Date UTC : .*", "", html))
