"""What a finding is recognised by when lines above it come and go: path, code and normalised text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Finding

# Line breaks, with what continues a quote or a list on the next line, and any other space.
_BLANK = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t>]*(?:\r|\n)")
_SPACE = re.compile(r"\s+(?:>[ \t]*)*")
# A heading ends with its line, whether or not a blank one follows; one that is underlined, with the line.
_HEADING = re.compile(r"#{1,6}[ \t][^\r\n]*|[^\r\n]+(?:\r\n|\r|\n)[ \t>]*(?:=+|-+)[ \t]*(?=[\r\n]|\Z)")


def normalised(finding: Finding, source: Source) -> str:
    """Return the words that a finding is about, however they are wrapped; of a section, its heading."""
    words = source.text[finding.span.start : finding.span.end].strip()
    if "\n" not in words and "\r" not in words and ">" not in words:
        return " ".join(words.split())
    heading = _HEADING.match(words)
    return _SPACE.sub(" ", heading[0] if heading else _BLANK.split(words, maxsplit=1)[0])


def fingerprints(findings: Iterable[Finding], words: Iterable[str]) -> tuple[str, ...]:
    """Return a hexadecimal digest for each finding; what occurs twice on a page is numbered.

    Args:
        findings: of any number of pages.
        words: for each finding what `normalised` returns.
    """
    from hashlib import sha256  # here, because it takes long, and only formats that show digests need them

    seen: Counter[tuple[str, str, str]] = Counter()
    found: list[str] = []
    for finding, said in zip(findings, words, strict=True):
        key = (finding.path, finding.code, said)
        text = "\0".join((*key, str(seen[key])))
        seen[key] += 1
        found.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return tuple(found)
