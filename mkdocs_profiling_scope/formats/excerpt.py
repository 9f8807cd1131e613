"""What formats show of the text that a finding is about; the text itself is not needed any more."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_profiling_scope.core.findings.fingerprints import normalised
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.frame import frame
from mkdocs_profiling_scope.formats.visible import visible


class Excerpt(NamedTuple):
    """What is said of a finding from the text of its page.

    Attributes:
        words: as `normalised` returns them.
        below: the lines that it is about, with the words underlined, and the reason.
        start_byte: 1-based column in bytes of UTF-8.
        end_byte: 1-based and exclusive.
    """

    words: str
    below: str
    start_byte: int
    end_byte: int


def excerpt(finding: Finding, source: Source) -> Excerpt:
    """Return the excerpt of `source` that `finding` is about."""
    return Excerpt(
        normalised(finding, source),
        "\n".join(_below(finding, source)),
        _column(source, finding.span.start, finding.start_col),
        _column(source, finding.span.end, finding.end_col),
    )


def _below(finding: Finding, source: Source) -> Iterator[str]:
    rows = list(frame(finding, source))
    width = max((len(number) for number, _, _ in rows), default=1)
    for number, text, underline in rows:
        yield f"{number:>{width}} | {text}".rstrip()
        if underline.strip():
            yield f"{'':>{width}} | {underline}"
    if finding.reason:
        yield f"{'':>{width}} = {visible(finding.reason)}"


def _column(source: Source, offset: int, column: int) -> int:
    before = source.text[offset - column + 1 : offset]
    return column if before.isascii() else len(before.encode("utf-8", "surrogatepass")) + 1
