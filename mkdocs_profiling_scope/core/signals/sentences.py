"""Where sentences begin and end in the prose of a block."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set

from mkdocs_profiling_scope.core.values import Span, as_span

_CLOSE = r"[.!?]*[\"')\]]*(?=\s|\Z)"
_FIRST = r"(?<![.!?][.!?])"  # of several signs, the first; else a million dots take a million looks each
# Literals first: `re` skips to them at once.
_END = re.compile(rf"\n\n*|\.{_FIRST}{_CLOSE}|!{_FIRST}{_CLOSE}|\?{_FIRST}{_CLOSE}")
_SIGN = re.compile(r"[\n.!?]")  # with which each of these begins
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|approx|etc|cf|ca|resp|no|fig|eq|sec|Dr|Mr|St|al|incl|max|min|avg)|\b(?-i:[A-Z]))\Z",
    re.IGNORECASE,
)
# The last two characters of those that have two, in lower case.
_TAILS = frozenset(
    {".g", ".e", "vs", "ox", "tc", "cf", "ca", "sp", "no", "ig", "eq", "ec", "dr", "mr", "st", "al"}
    | {"cl", "ax", "in", "vg"}
)
_NEXT = re.compile(r"\s*([^\s\"'(\[*])")


def sentences(
    view: str, start: int, end: int, names: Set[int] = frozenset(), code: Sequence[Span] = ()
) -> list[Span]:
    """Split `view[start:end]` into sentences, white space at their ends left out.

    A sentence begins with a capital, or with a name, however that is written: where those of `names` start.
    It may begin and end with `code`, which is blank in the view, and be nothing else where that is a name.
    """
    found: list[Span] = []
    code = code[bisect_left(code, (start,)) : bisect_left(code, (end,))] if code else ()
    first = _SIGN.search(view, start, end)
    if first is None or not view[first.end() : end].strip():  # most blocks are one sentence
        _add(found, view, start, end, names, code)
        return found
    begin = start
    for match in _END.finditer(view, start, end):
        stop, after = match.span()
        if view[stop] == "\n":
            _add(found, view, begin, stop, names, code)
            begin = after
        elif after == end or not _goes_on(view, stop, after, end, names, code):
            _add(found, view, begin, after, names, code)
            begin = after
    _add(found, view, begin, end, names, code)
    return found


def _goes_on(view: str, stop: int, after: int, end: int, names: Set[int], code: Sequence[Span]) -> bool:
    follows = _NEXT.match(view, after, end)
    if follows is None:
        return False
    if follows[1].islower() and follows.start(1) not in names:
        at = bisect_left(code, (after,))
        if at == len(code) or code[at].start > follows.start(1):
            return True
    return (
        view[stop] == "."
        and after == stop + 1
        and _may_abbreviate(view[max(0, stop - 2) : stop])
        and bool(_ABBREVIATION.search(view, max(0, stop - 8), stop))
    )


def _may_abbreviate(tail: str) -> bool:
    """Say whether what ends so may be an abbreviation, which is quicker to tell than whether it is one."""
    return tail.lower() in _TAILS or "A" <= tail[-1:] <= "Z" or not tail.isascii()


def _add(found: list[Span], view: str, start: int, end: int, names: Set[int], code: Sequence[Span]) -> None:
    text = view[start:end].lstrip()
    first = end - len(text)
    last = first + len(text.rstrip())
    if code:
        inside = code[bisect_left(code, (start,)) : bisect_left(code, (end,))]
        if inside and (text or any(not names.isdisjoint(range(a, b)) for a, b in inside)):
            first, last = min(first, inside[0].start), max(last, inside[-1].end)
    if first < last:
        found.append(as_span((first, last)))
