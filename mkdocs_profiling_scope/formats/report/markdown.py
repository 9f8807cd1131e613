"""The report as Markdown, for GitHub, GitLab, and every other renderer with tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.report.values import Action, Report, Review
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.report import phrases
from mkdocs_profiling_scope.formats.report.links import Link
from mkdocs_profiling_scope.formats.visible import visible

_MARKS = {
    "needs refactoring": "✗ needs refactoring",
    "minor edits": "⚠ minor edits",
    "not reviewed": "? not reviewed",
    "fine": "✓ fine",
}
_SQUARES = {"measurement": "🟦", "opportunity": "🟩", "proposal": "🟧", "comparison": "🟥", "other": "⬜"}
# Whatever Markdown, its extensions, a template language or a forge could read as more than a character.
_SPECIAL = re.compile(
    r"[^\w\s.,;:()/?'\"→–—…×%+-]"
    r"|(?<![^\W_])_|_(?![^\W_])|(?<=[-+])[-+]|:(?=[\w+-]+:|//)|(?<=\b[wW]{3})\."
)


def render(report: Report, link: Link) -> str:
    """Return the whole document, with `link` for links to places."""
    parts = [f"# {phrases.TITLE}", phrases.summary(report)]
    parts += _to_begin_with(report, link)
    if report.reviews:
        parts.append("\n".join(_table(report.reviews, link)))
    parts += [part for review in report.reviews if review.scope != "none" for part in _document(review, link)]
    parts += [text] if (text := phrases.not_listed(report)) else []
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return `text` so that it shows as it is, on one line, whatever is in it."""
    line = re.sub(r"\s+", " ", visible(text))
    return _SPECIAL.sub(lambda found: "".join(f"&#{ord(char)};" for char in found[0]), line)


def _to_begin_with(report: Report, link: Link) -> Iterator[str]:
    missing = [f"1. Create {escape(path)}, {phrases.moved_there(count)}." for path, count in report.missing]
    first = [
        f"1. In {_linked(item.review.path, item.review.path, 0, 0, link)}: "
        f"{_said(item.review, item.action, link, begins=False)}"
        for item in report.first
    ]
    if missing or first:
        yield "## To begin with"
        yield "\n".join([*missing, *first])


def _table(reviews: Iterable[Review], link: Link) -> Iterator[str]:
    yield "## Documents\n"
    yield "| Document | Status | What it is | Findings | Lines to go |"
    yield "|---|---|---|---|---:|"
    for review in reviews:
        go = f"{review.leaving} of {review.lines}" if review.lines else ""
        cells = [
            _linked(review.path, review.path, 0, 0, link),
            _MARKS[review.status],
            escape(review.why or phrases.about(review)),
            phrases.findings(review) if review.scope != "none" else "",
            go,
        ]
        yield f"| {' | '.join(cells)} |"


def _document(review: Review, link: Link) -> Iterator[str]:
    yield f"## {escape(review.path)}"
    yield f"**{phrases.sentence(review.status)}**: {escape(', '.join(phrases.facts(review)))}."
    if review.lines:
        yield f"{_bar(review)} {escape(phrases.share_text(review))}"
    for title, actions in phrases.listed_actions(review):
        yield f"### {title}"
        yield "\n".join(f"1. {_said(review, action, link)}" for action in actions)
    if review.findings:
        count = counted(len(review.findings), "finding")
        rows = "\n".join(_finding(review, finding, link) for finding in review.findings)
        yield (
            f"<details><summary>{count}</summary>\n\n| Place | Severity | Rule | Message |\n"
            f"|---|---|---|---|\n{rows}\n\n</details>"
        )


def _bar(review: Review) -> str:
    """Return twenty squares, shared out by the largest remainder, so that they always are twenty."""
    exact = [(share, 20 * n / review.lines) for share, n in review.shares]
    whole = {share: int(part) for share, part in exact}
    for share, _ in sorted(exact, key=lambda item: int(item[1]) - item[1])[: 20 - sum(whole.values())]:
        whole[share] += 1
    return "".join(_SQUARES[share] * count for share, count in whole.items())


def _said(review: Review, action: Action, link: Link, *, begins: bool = True) -> str:
    said = []
    for part in action.parts:
        if part.kind == "lines":
            said.append(_linked(part.text, review.path, part.start_line, part.end_line, link))
        elif part.kind == "quote":
            said.append(f"“{escape(part.text)}”")
        else:
            said.append(escape(part.text))
    text = "".join(said)
    return f"{phrases.sentence(text) if begins else text} ({', '.join(action.codes)})"


def _finding(review: Review, found: Finding, link: Link) -> str:
    place = _linked(
        f"{found.start_line}:{found.start_col}", review.path, found.start_line, found.end_line, link
    )
    return f"| {place} | {found.severity} | {found.code} {found.name} | {escape(found.message)} |"


def _linked(text: str, path: str, start: int, end: int, link: Link) -> str:
    target = link(path, start, end)
    return f"[{escape(text)}]({_target(target)})" if target else escape(text)


def _target(target: str) -> str:
    return target.replace("(", "%28").replace(")", "%29").replace("'", "%27")
