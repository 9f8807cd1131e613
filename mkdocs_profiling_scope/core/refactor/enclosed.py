"""Enclosed: what an HTML element that goes over several blocks begins and ends around."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][\w-]*)(?=[\s/>])[^<>]*?(/?)>", re.DOTALL)
# Elements without an end, and those of which HTML lets the end be left out.
_ENDLESS = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
    "|colgroup|dd|dt|li|optgroup|option|p|rp|rt|tbody|td|tfoot|th|thead|tr"
)


def unmatched(html: str, around: Iterable[str] = ()) -> list[str]:
    """Return the elements that are open after `html` where those `around` are open before it.

    An end without a beginning is returned as it is, with a slash before its name.
    """
    found = [*around]
    for match in _TAG.finditer(html):
        end, name, alone = match[1], (match[2] or "").lower(), match[3]
        if not name or _ENDLESS.fullmatch(name) or (alone and not end):
            continue
        if not end:
            found.append(name)
        elif name in found and f"/{name}" not in found:
            del found[len(found) - 1 - found[::-1].index(name) :]
        else:
            found.append(f"/{name}")
    return found
