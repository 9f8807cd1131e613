"""The preview as HTML: an aside for each finding, and the summary of a page."""

from __future__ import annotations

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.details.preview import Note, Preview
from mkdocs_profiling_scope.formats.report.markup import ENGLISH, as_text

NEXT, PREVIOUS = ("Alt+ArrowDown", "Alt ↓"), ("Alt+ArrowUp", "Alt ↑")  # as in aria-keyshortcuts, and as shown


def aside(note: Note, number: int, rule_docs: str) -> str:
    """Return the aside of one finding.

    Args:
        note: what there is to say.
        number: of the finding, which no other on the page has.
        rule_docs: address of the documentation of its rule; empty if there is none.
    """
    finding = note.finding
    code = as_text(finding.code)
    code = f'<a class="ps-code" href="{as_text(rule_docs)}">{code}</a>' if rule_docs else f"<b>{code}</b>"
    place = f"{finding.path}:{finding.start_line}:{finding.start_col}"
    attributes = {
        "id": f"ps-finding-{number}",
        "role": "note",
        "tabindex": "-1",
        "aria-label": f"{finding.code}, {finding.severity}, line {finding.start_line}",
        "data-ps-note": str(number),
        "data-ps-severity": finding.severity,
        "data-ps-range": f"{finding.start_line}-{finding.end_line}",
        "data-ps-words": note.reading.words,
        "data-ps-earlier": str(note.reading.earlier),
        "data-ps-key": note.key,
    }
    written = "".join(f' {name}="{as_text(value)}"' for name, value in attributes.items())
    parts = [
        f'<p class="ps-head">{code} <span class="ps-name">{as_text(finding.name)}</span> '
        f'<span class="ps-severity">{finding.severity}</span> '
        f'<code class="ps-place">{as_text(place)}</code></p>',
        f'<p class="ps-message">{as_text(finding.message)}</p>',
    ]
    if finding.reason:
        parts.append(f'<p class="ps-reason"><b>Reason</b> {as_text(finding.reason)}</p>')
    parts.append(f'<p class="ps-fix"><b>Fix</b> {as_text(note.remedy)}</p>')
    if note.comment:
        parts.append(
            f'<p class="ps-suppress"><b>Suppress</b> <code>{as_text(note.comment)}</code> '
            f"{as_text(note.place)}</p>"
        )
    return f'<aside class="ps-finding" {ENGLISH}{written}>{"".join(parts)}</aside>'


def summary(found: Preview, report: str) -> str:
    """Return the summary of a page, with a link to the `report`, if it has an address."""
    count = len(found.notes)
    head = f"<b>{counted(count, 'finding')}</b>: " if count else ""
    said = f'<p class="ps-counts">{head}{as_text(", ".join(found.summary))}</p>'
    # Hidden without a script, which they would be of no use without.
    steps = (
        f'<p class="ps-steps" hidden>{_step(-1, "Previous", *PREVIOUS)}{_step(1, "Next", *NEXT)}'
        '<span class="ps-at" role="status"></span></p>'
        if count
        else ""
    )
    link = f'<p class="ps-report"><a href="{as_text(report)}">All documents</a></p>' if report else ""
    return (
        f'<section class="ps-summary" {ENGLISH} aria-label="Findings on this page" data-ps-count="{count}">'
        f"{said}{steps}{link}</section>"
    )


def _step(step: int, name: str, keys: str, shown: str) -> str:
    attributes = f'type="button" data-ps-step="{step}" aria-keyshortcuts="{keys}"'
    return f"<button {attributes}>{name} <kbd>{shown}</kbd></button>"
