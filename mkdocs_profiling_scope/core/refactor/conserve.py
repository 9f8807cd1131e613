"""Conservation: what must be the same before and after, so that nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.lines import split_lines
from mkdocs_profiling_scope.core.refactor.moves.definitions import apart

_TARGET = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\))*\)")
_DEFINED = re.compile(r"^([ >]{0,3}\[)[^\]^\n][^\]\n]*(\]:).*")
_HTML = re.compile(r"((?:href|src)\s*=\s*)(\"[^\"]*\"|'[^']*')")
_LABEL = re.compile(r"\]\[[^\]\n]*\]")
_NOTE = re.compile(r"\[\^[^\]\n]+\]")
_INCLUDED = re.compile(r"(\{%-?\s*include[\w-]*!?\s+)(\"[^\"]*\"|'[^']*')")
# From where a word begins; looked for from each character of it, a long word would take quadratic time.
_FILE = re.compile(r"(?<![\w./-])[\w./-]+\.(?:md|markdown)(?:#[\w-]*)?")
_UNDERLINE = re.compile(r"\s*(?:=+|-+)\s*\Z")
_HASHES = re.compile(r"^#{1,6}(?=\s|\Z)")


def lost_lines(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Return the lines of the texts `before` that are not in the texts `after`.

    Level of headings, indentation and targets of links aside. Lines of dashes are left out, which are
    the level of a heading or a rule, for which blocks are counted as well.
    """
    missing = _lines(before) - _lines(after)
    return sorted(missing.elements())


def lost_blocks(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Return the blocks of the texts `before` that are no blocks of the same kind in the texts `after`."""
    missing = _blocks(before) - _blocks(after)
    return sorted(f"{kind}: {text}" for kind, text in missing.elements())


def normal(line: str) -> str:
    """Return a line as far as it has to stay the same."""
    line = _HASHES.sub("", line.strip(" \t\r\n>")).strip()
    line = _NOTE.sub("[^]", _LABEL.sub("]", _DEFINED.sub(r"\1\2", _TARGET.sub("]()", line))))
    return _FILE.sub("", _INCLUDED.sub(r"\1", _HTML.sub(r"\1", line)))


def _lines(texts: Iterable[str]) -> Counter[str]:
    return Counter(
        normal(line)
        for text in texts
        for line in split_lines(text)
        if line.strip() and not _UNDERLINE.match(line)
    )


def _blocks(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for text in texts:
        document = parse(text)
        if (separate := apart(document)) != text:
            document = parse(separate)
        for node in document.nodes:
            lines = split_lines(document.text(node.start, node.end))
            if node.kind == "heading" and len(lines) > 1 and _UNDERLINE.match(lines[-1]):
                lines.pop()
            words = " ".join(normal(line) for line in lines)
            found[node.kind, " ".join(words.split())] += 1
    return found
