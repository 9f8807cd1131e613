"""The picture of a document: a bar of how much of it is of which kind."""

from __future__ import annotations

from itertools import accumulate

from mkdocs_profiling_scope.core.report.values import Review
from mkdocs_profiling_scope.formats.report import phrases
from mkdocs_profiling_scope.formats.report.markup import as_text


def bar(review: Review, id: str, *, named: bool = True) -> str:
    """Return the bar of a document as inline SVG; it needs the colors of `assets/report.css`.

    Args:
        review: of the document.
        id: for the title of the picture, which no other element of the page may have.
        named: whether the picture is spoken of by itself; otherwise the text beside it says the same.
    """
    lines = [n for _, n in review.shares]
    starts = [0, *accumulate(lines)]
    total = max(review.lines, 1)
    drawn = "".join(
        f'<rect class="psr-{share}" x="{1000 * start / total:.1f}" width="{1000 * n / total:.1f}"'
        ' height="16"/>'
        for (share, n), start in zip(review.shares, starts, strict=False)
        if n
    )
    cuts = "".join(
        f'<path d="M{1000 * start / total:.1f} 0v16"/>' for start in sorted({*starts} - {0, total})
    )
    opening = '<svg class="psr-bar" viewBox="0 0 1000 16" preserveAspectRatio="none"'
    if not named:
        return f'{opening} aria-hidden="true">{drawn}{cuts}</svg>'
    title = f"What {review.path} consists of"
    return (
        f'{opening} role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{as_text(title)}</title>'
        f'<desc id="{id}-d">{as_text(phrases.share_text(review))}</desc>{drawn}{cuts}</svg>'
    )
