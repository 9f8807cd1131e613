"""PS3xx: what is wrong with the page as a whole, or with what it refers to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from mkdocs_profiling_scope.core.guess import did_you_mean
from mkdocs_profiling_scope.core.markdown.document import Reference
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.rules.rule import SCOPED, Rule, Violation
from mkdocs_profiling_scope.core.values import PAGE_SCOPES, Span

_NAME = re.compile(r"[\w./ -]+")  # no "<mode>_profile.md", "profiling/*.md"
_SHAPES: dict[type, str] = {list: "list", dict: "mapping"}  # what YAML makes of brackets and of more lines
# What our templates say of a part that nobody has written yet: a paragraph in italics, whose span may end
# before the last sign.
_TO_BE_WRITTEN = re.compile(r"\*(?!\s)[^*]+\*?")
# Parts of a proposal that rest on what its other parts cite.
_WITH_THE_REST = frozenset(("gist", "aims", "alternatives", "design", "links", "people", "state", "study"))


def _start(page: Page) -> Span:
    start = page.document.source.body_start
    return Span(start, start)


def _without_mode(page: Page) -> Iterator[Violation]:
    if page.mode is None and page.settings.modes and page.document.metadata.text("mode") is None:
        yield Violation(
            _start(page),
            f"no mode is known for this page; add mode: to its front matter or to its entry in pages"
            f" ({' or '.join(sorted(page.settings.mode_ids))})",
            "without a mode, a comparison is recognised only where both sides are named",
        )


def _unknown(page: Page) -> Iterator[Violation]:
    metadata = page.document.metadata
    if metadata.problem:
        problem, at = metadata.problem
        yield Violation(
            Span(at, at),
            f"the front matter is not YAML, so that no host reads it: {problem}; "
            "a value with a colon or a bracket in it needs quotes",
            "scope: or mode: is among what nobody reads",
        )
    if metadata.text("Scope") in PAGE_SCOPES and "scope" not in metadata.values:
        yield Violation(
            metadata.spans.get("Scope", _start(page)),
            f"Scope: is not read, because keys are lower case; write scope: {metadata.text('Scope')}",
            "the page has no scope as it stands",
        )
    for key, allowed in (("scope", PAGE_SCOPES), ("mode", tuple(m.id for m in page.settings.modes))):
        value = metadata.text(key)
        if value is not None and value not in allowed:
            listed = ", ".join(allowed) or "nothing, no mode is configured"
            span = metadata.spans.get(key, _start(page))
            shape = _SHAPES.get(type(metadata.values[key]))
            wrong = f"takes one id, not a {shape}" if shape else f"{value!r} is not known"
            hint = "" if shape else did_you_mean(value, allowed)
            yield Violation(
                span,
                f"{key}: {wrong}; allowed: {listed}{hint}",
                f"the {key} of a page must be one that is configured",
            )


def _dangling(page: Page) -> Iterator[Violation]:
    if page.exists is None:
        return
    for reference in page.document.references:
        paths = _paths(page, reference)
        if paths and not any(map(page.exists, paths)):
            # Every MkDocs build reports a broken link already; what only this tool knows is that the
            # settings name the document, so that the separation stands on it.
            declared = next(
                (
                    r
                    for p in paths
                    for r in page.settings.pages
                    if r.glob.literal and r.match == page.settings.inside_docs(p)
                ),
                None,
            )
            what = f", which the settings declare as {declared.scope}," if declared and declared.scope else ""
            yield Violation(
                reference.span,
                f"{reference.target!r}{what} does not exist; create it or correct the reference",
                f"looked for {', '.join(paths)}",
                "high" if declared else "medium",
            )


def _paths(page: Page, reference: Reference) -> list[str]:
    """Return the paths inside the project that a reference can mean; a placeholder for names means none."""
    return [p for p in page.documents(reference) if _NAME.fullmatch(p) and not p.startswith("../")]


def _without_evidence(page: Page) -> Iterator[Violation]:
    citing, proposing = _citing(page), _proposing(page)
    sections = _sections(page)
    if not sections and proposing and not citing:
        heading = next((block.span for block in page.blocks if block.kind == "heading"), None)
        yield Violation(
            heading or _start(page),
            "the proposal links to no profiling page; link the measurements that it rests on",
            "no link on the page leads to a profiling page",
        )
    for i in sections:
        if page.signals[i].role in _WITH_THE_REST:
            continue
        end = page.document.section_end(i)
        first, last = page.blocks[i].span.start, page.blocks[end - 1].span.end
        proposes = bisect_left(proposing, i + 1) < bisect_left(proposing, end)
        if proposes and bisect_left(citing, first) == bisect_left(citing, last):
            yield Violation(
                page.blocks[i].span,
                f"the proposal {_title(page, i)!r} links to no profiling page; link what was measured",
                "no link in the section leads to a profiling page",
            )


def _sections(page: Page) -> list[int]:
    """Return the headings of the sections that a page consists of, below its title."""
    headings = [i for i, block in enumerate(page.blocks) if block.kind == "heading" and i != page.title]
    highest = min((page.blocks[i].level for i in headings), default=0)
    return [i for i in headings if page.blocks[i].level == highest]


def _proposing(page: Page) -> list[int]:
    """Return the blocks that more likely than not propose something, and are not yet to be written."""
    return [
        i
        for i, (block, judged) in enumerate(zip(page.blocks, page.judgements, strict=True))
        if judged.proposing.score >= 0 and not _TO_BE_WRITTEN.fullmatch(page.document.text(*block.span))
    ]


def _title(page: Page, index: int) -> str:
    return page.document.prose(page.document.nodes[index])


def _citing(page: Page) -> list[int]:
    """Return where the links to profiling pages are, in order."""
    found = []
    for reference in page.document.references:
        if reference.kind == "link" and (paths := page.documents(reference)):
            rule = page.settings.page_rule(paths[0])
            if rule is not None and rule.scope == "profiling":
                found.append(reference.span.start)
    return sorted(found)


PS301 = Rule(
    code="PS301",
    name="page-without-mode",
    level="info",
    scopes=("profiling",),
    why="a profiling page is about one mode; without it, half of what a comparison is made of is missing",
    remedy="add mode: to the front matter, or to the entry of the page in pages",
    flagged="a page with scope: profiling that names no mode anywhere",
    fine="mode: native in the front matter",
    check=_without_mode,
)
PS302 = Rule(
    code="PS302",
    name="unknown-mode",
    level="error",
    scopes=PAGE_SCOPES,
    why="a misspelt scope or mode switches the checks off without a word",
    remedy="use one of the configured modes, or profiling, proposal or none as scope",
    flagged="mode: natvie",
    fine="mode: native",
    check=_unknown,
)
PS303 = Rule(
    code="PS303",
    name="dangling-reference",
    level="warning",
    scopes=SCOPED,
    why="a reference to a proposal that does not exist sends the reader to a decision that nobody wrote down",
    remedy="create the document or correct the reference",
    flagged="[the plan](../OPTIMIZATION_PROPOSAL.md), where there is no such file",
    fine="a link to a document that exists",
    check=_dangling,
)
PS304 = Rule(
    code="PS304",
    name="proposal-without-evidence",
    level="info",
    scopes=("proposal",),
    why="a proposal rests on measurements, and a reader must be able to follow it there",
    remedy="link the profiling page that shows the bottleneck",
    flagged="a proposal section without a link to a profiling page",
    fine="Evidence: [profile of the native core](profiling/native.md)",
    check=_without_evidence,
)
