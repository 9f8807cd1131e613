"""The report as HTML: a fragment for a page of a site, and a whole file that needs nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.report.values import SHARES, STATUSES, Action, Report, Review, Status
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.report import phrases
from mkdocs_profiling_scope.formats.report.bar import bar
from mkdocs_profiling_scope.formats.report.links import Link
from mkdocs_profiling_scope.formats.report.markup import ENGLISH, as_text

_ICONS: dict[Status, str] = {"needs refactoring": "✗", "minor edits": "✎", "not reviewed": "?", "fine": "✓"}
_COLUMNS = (  # title, kind of order, the first order that a click asks for
    ("Document", "text", "ascending"),
    ("Status", "number", "ascending"),
    ("What it is", "text", "ascending"),
    ("Findings", "number", "descending"),
    ("Lines to go", "number", "descending"),
    ("What it consists of", None, None),
)


def render(report: Report, link: Link) -> str:
    """Return a whole file, with `link` for links to places."""
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{phrases.TITLE}</title>\n</head>\n"
    )
    main = f"<main>\n<h1>{phrases.TITLE}</h1>\n{''.join(fragment(report, link))}\n</main>"
    return f'{head}<body class="psr-file">\n{main}\n</body>\n</html>\n'


def fragment(report: Report, link: Link) -> Iterator[str]:
    """Yield the report without its title, with style and script, to stand in a page; many MB in pieces."""
    yield f'<div class="psr" {ENGLISH}>\n'
    for part in _parts(report, link):
        yield f"{part}\n"
    yield f"</div>\n<script>{_asset('report.js')}</script>"


def _parts(report: Report, link: Link) -> Iterator[str]:
    yield f"<style>{_asset('report.css')}</style>"
    yield f'<p class="psr-lead">{as_text(phrases.summary(report))}</p>'
    yield from _to_begin_with(report, link)
    if report.reviews:
        yield from ('<h2 id="documents">Documents</h2>', _filter(report), _legend())
        yield from _table(report.reviews)
    for number, review in enumerate(report.reviews):
        yield _document(review, number, link)
    if text := phrases.not_listed(report):
        yield f'<p class="psr-note">{as_text(text)}</p>'


def anchors(report: Report) -> list[tuple[str, str]]:
    """Return id and text of the headings of the fragment, those of documents left out."""
    found = [("to-begin-with", "To begin with")] * bool(report.missing or report.first)
    return found + [("documents", "Documents")] * bool(report.reviews)


def _asset(name: str) -> str:
    text = (files("mkdocs_profiling_scope") / "assets" / name).read_text(encoding="utf-8")
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)).strip()


def _id(number: int) -> str:
    return f"document-{number + 1}"


def _slug(status: Status) -> str:
    return status.replace(" ", "-")


def _status(status: Status) -> str:
    icon = f'<span aria-hidden="true">{_ICONS[status]}</span>'
    return f'<span class="psr-status psr-is-{_slug(status)}">{icon} {status}</span>'


def _to_begin_with(report: Report, link: Link) -> Iterator[str]:
    items = [
        f"Create <code>{as_text(path)}</code>, {phrases.moved_there(count)}."
        for path, count in report.missing
    ]
    items += [
        f'In <a href="#{_id(first.number)}">{_path(first.review.path)}</a>: '
        f"{_said(first.review, first.action, link, begins=False)}"
        for first in report.first
    ]
    if items:
        yield '<h2 id="to-begin-with">To begin with</h2>'
        yield f'<ol class="psr-actions">{"".join(f"<li>{item}</li>" for item in items)}</ol>'


def _filter(report: Report) -> str:
    buttons = [
        f'<button type="button" aria-pressed="true" data-psr-status="{_slug(status)}">{_status(status)} '
        f'<span class="psr-count">{count}</span></button>'
        for status in STATUSES
        if (count := report.counts[status])
    ]
    # Hidden without a script, which it would be of no use without.
    return (
        '<div class="psr-filter" role="group" aria-label="Show documents with status" hidden>'
        + "".join(buttons)
        + '<span class="psr-shown" role="status"></span></div>'
    )


def _legend() -> str:
    items = "".join(
        f'<li><span class="psr-key psr-{share}" aria-hidden="true"></span>{phrases.NAMES[share]}</li>'
        for share in SHARES
    )
    return f'<ul class="psr-legend" aria-label="Colors of the bars">{items}</ul>'


def _table(reviews: Iterable[Review]) -> Iterator[str]:
    yield '<div class="psr-scroll" tabindex="0" role="region" aria-label="Table of documents">'
    yield '<table class="psr-table"><thead><tr>'
    for title, kind, first in _COLUMNS:
        order = f' data-psr-order="{kind}" data-psr-first="{first}"' if kind else ""
        yield f'<th scope="col"{order}>{title}</th>'
    yield "</tr></thead><tbody>"
    for number, review in enumerate(reviews):
        yield _row(review, number)
    yield "</tbody></table></div>"


def _row(review: Review, number: int) -> str:
    scoped = review.scope != "none"
    share = f"{review.leaving} of {review.lines}" if scoped else ""
    # An error weighs more than any number of warnings.
    weight = sum(review.count(s) * 1000**i for i, s in enumerate(("info", "warning", "error")))
    cells = [
        f'<th scope="row" data-psr-value="{as_text(review.path)}">'
        f'<a href="#{_id(number)}">{_path(review.path)}</a></th>',
        f'<td data-psr-value="{STATUSES.index(review.status)}">{_status(review.status)}</td>',
        f"<td>{as_text(phrases.about(review))}</td>",
        f'<td data-psr-value="{weight}">{phrases.findings(review) if scoped else ""}</td>',
        f'<td class="psr-number" data-psr-title="Lines to go" data-psr-value="{review.leaving}">{share}</td>',
        f'<td class="psr-picture">{bar(review, f"bar-{number + 1}") if review.lines else ""}</td>',
    ]
    return f'<tr data-psr-is="{_slug(review.status)}">{"".join(cells)}</tr>'


def _path(path: str) -> str:
    """Return a path that may break where its parts end."""
    folder, slash, name = path.rpartition("/")
    folders = "/<wbr>".join(map(as_text, folder.split("/")))
    return f'<span class="psr-folder">{folders}{slash}</span><wbr>{as_text(name).replace("_", "_<wbr>")}'


def _document(review: Review, number: int, link: Link) -> str:
    id = _id(number)
    target = link(review.path, 0, 0)
    name = f'<a href="{as_text(target)}">{_path(review.path)}</a>' if target else _path(review.path)
    parts = [
        f'<section class="psr-document" aria-labelledby="{id}" data-psr-is="{_slug(review.status)}">',
        f'<h3 id="{id}">{name}</h3>',
        f'<p class="psr-facts">{_status(review.status)} · {_facts(review)}</p>',
    ]
    if review.lines:
        parts.append(bar(review, f"{id}-bar", named=False))
        parts.append(f'<p class="psr-shares">{as_text(phrases.sentence(phrases.share_text(review)))}</p>')
    for title, actions in phrases.listed_actions(review):
        items = "".join(f"<li>{_said(review, action, link)}</li>" for action in actions)
        parts.append(f'<h4>{title}</h4><ol class="psr-actions">{items}</ol>')
    if review.findings:
        parts.append(_findings(review, link))
    return "\n".join([*parts, "</section>"])


def _facts(review: Review) -> str:
    if review.scope == "none":
        return as_text(review.why)
    # A mode's title that runs from right to left takes no figures behind it along.
    return " · ".join(f"<bdi>{as_text(fact)}</bdi>" for fact in phrases.facts(review))


def _said(review: Review, action: Action, link: Link, *, begins: bool = True) -> str:
    said = []
    for i, part in enumerate(action.parts):
        text = as_text(phrases.sentence(part.text) if begins and not i else part.text)
        if part.kind == "lines":
            said.append(_linked(text, link(review.path, part.start_line, part.end_line)))
        elif part.kind == "quote":
            said.append(f"“<bdi>{text}</bdi>”")
        elif part.kind == "document":
            said.append(f"<code>{text}</code>")
        else:
            said.append(text)
    return f'{"".join(said)} <span class="psr-codes">{" ".join(action.codes)}</span>'


def _findings(review: Review, link: Link) -> str:
    items = "".join(f"<li>{_finding(review, finding, link)}</li>" for finding in review.findings)
    by_code = ", ".join(f"{code} × {count}" for code, count in review.by_code.items())
    count = counted(len(review.findings), "finding")
    return f'<details><summary>{count}: {by_code}</summary><ul class="psr-findings">{items}</ul></details>'


def _finding(review: Review, found: Finding, link: Link) -> str:
    place = as_text(f"{review.path.rsplit('/', 1)[-1]}:{found.start_line}:{found.start_col}")
    return (
        f"{_linked(place, link(review.path, found.start_line, found.end_line))} "
        f'<span class="psr-severity">{found.severity}</span> '
        f'<span class="psr-codes">{found.code} {found.name}</span> {as_text(found.message)}'
    )


def _linked(text: str, target: str | None) -> str:
    return f'<a href="{as_text(target)}">{text}</a>' if target else text
