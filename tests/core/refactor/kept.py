"""What must hold of every refactoring, judged by its texts alone: nothing of the package is used here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

_LINE = re.compile(r"\r\n|\n|\r")
_REMOVED = (
    re.compile(r"^#{1,6}(?=\s|$)"),  # the level of a heading
    re.compile(r"(?<=\])\[[^\]]*\]"),  # the name of a definition, which nobody sees
    re.compile(r"(?<=\[\^)[^\]]+(?=\])"),
    re.compile(r"(?<=^\[)[^\]^][^\]]*(?=\]:)"),
    re.compile(r"(?<=^\[\]:).*"),
    re.compile(r"(?<=href=)(?:\"[^\"]*\"|'[^']*')|(?<=src=)(?:\"[^\"]*\"|'[^']*')"),
    re.compile(r"[^\s`<>\"'()\[\]|:{}!]+\.(?:md|markdown)\b(?:#[\w-]*)?"),  # a document that is named
)
# What a refactoring adds by itself; a document may have had such a line before.
_ADDED = re.compile(
    r"(?:<a id=\"[^\"]*\"></a>)+|Moved to \[.*|From .*|\*To be (?:written|measured).*|- \[.*|---"
    r"|This page \[.*|Profile of .*|(?:scope|mode): \w+"
    r"|Optimization proposal|Summary|Evidence|Comparative reasoning|Proposals|Decision matrix|Risks"
    r"|Success criteria|References|Baseline|Where the (?:time|memory) goes|What limits this mode|Method"
)
_DEFINITION = re.compile(r"\[\^?\]:.*|\*\[.*")


def read_as(line: str) -> str:
    """Return a line as far as it has to stay: without level, indentation and where links lead."""
    text = _without_targets(line.strip("\ufeff \t").lstrip("> \t"))
    for pattern in _REMOVED:
        text = pattern.sub("", text)
    return text.strip()


def lines(texts: Iterable[str]) -> Iterator[str]:
    """Yield the lines as they are read, rules and underlines left out."""
    for text in texts:
        for line in _LINE.split(text):
            if (read := read_as(line)) and not re.fullmatch(r"[-=]+", read):
                yield read


def lost(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, int]:
    """Return the lines that are missing, with how often."""
    return dict(Counter(lines(before.values())) - Counter(lines(after.values())))


def doubled(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, int]:
    """Return the lines that stand there more often; definitions are copied where both sides need them."""
    known = Counter(lines(before.values()))
    more = Counter(lines(after.values())) - known
    own = (_ADDED, _DEFINITION)
    return {n: count for n, count in more.items() if n in known and not any(p.fullmatch(n) for p in own)}


def disordered(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the documents in which what has stayed is not in its order any more.

    Lines that another document has, too, are left out: where documents are joined, they may come from there.
    """
    found = []
    for path in before.keys() & after.keys():
        elsewhere = set(lines(text for other, text in before.items() if other != path))
        was = [line for line in lines([before[path]]) if line not in elsewhere]
        rest = iter(was)
        stayed = [line for line in lines([after[path]]) if line in set(was) and not _ADDED.fullmatch(line)]
        if not all(
            any(line == other for other in rest) for line in stayed if not _DEFINITION.fullmatch(line)
        ):
            found.append(path)
    return found


def _without_targets(line: str) -> str:
    """Return a line without what stands in round brackets after square ones."""
    out, at = "", 0
    while (start := line.find("](", at)) >= 0:
        depth, end = 1, start + 2
        while end < len(line) and depth:
            depth += {"(": 1, ")": -1}.get(line[end], 0)
            end += 1
        if depth:
            break
        out += line[at : start + 1]
        at = end
    return out + line[at:]
