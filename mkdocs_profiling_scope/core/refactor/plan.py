"""The plan: all pages of a project in, edits and what to say about them out."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.bearings import out_of_reach
from mkdocs_profiling_scope.core.refactor.byte_order import with_marks, without_marks
from mkdocs_profiling_scope.core.refactor.conserve import lost_blocks, lost_lines
from mkdocs_profiling_scope.core.refactor.goals import Goals
from mkdocs_profiling_scope.core.refactor.includers import includers
from mkdocs_profiling_scope.core.refactor.layout.arrange import Arranged, arrange
from mkdocs_profiling_scope.core.refactor.left import left_to_a_person
from mkdocs_profiling_scope.core.refactor.lines import line_break, split_lines
from mkdocs_profiling_scope.core.refactor.links.addresses import linked
from mkdocs_profiling_scope.core.refactor.links.anchors import Slug, anchors, slug
from mkdocs_profiling_scope.core.refactor.links.follow import Follower, Place
from mkdocs_profiling_scope.core.refactor.links.literal import code, literal
from mkdocs_profiling_scope.core.refactor.moves.archive import archive_path, archived, is_heavy, with_link
from mkdocs_profiling_scope.core.refactor.moves.leave import leave
from mkdocs_profiling_scope.core.refactor.moves.leaving import Leaving
from mkdocs_profiling_scope.core.refactor.moves.proposal import Proposal, skeleton
from mkdocs_profiling_scope.core.refactor.separate import Separated, separate
from mkdocs_profiling_scope.core.refactor.values import Edit, Left, Link, Plan
from mkdocs_profiling_scope.core.settings.settings import Settings


class LossError(Exception):
    """A plan that would lose a line, which is a defect; nothing has been written."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; paths are relative to the project."""

    documents: Mapping[str, str]  # every document of the project, by its path
    selected: tuple[str, ...]  # the documents to refactor
    settings: Settings
    exists: Callable[[str], bool]  # tells whether a path is a file
    to: str | None = None  # the proposal; None for the nearest one
    archive: str | None = None  # the folder for pages as they were; None for no archive
    only: range | None = None  # lines of the documents to which what moves has to belong; None for all
    by_mode: bool = False  # whether pages are renamed, so that there is one profile a mode and variant
    slug: Slug = slug  # makes anchors of the words of headings
    date: Callable[[str], str] = lambda path: ""  # tells of when a document is, in words
    certain: bool = False  # whether what is not certain stays


def plan(request: Request) -> Plan:
    """Plan the refactoring of a project.

    Raises:
        RefactorError: text has to move, and no proposal is known.
        LossError: a line would be lost.
    """
    found = _planned(replace(request, documents=without_marks(request.documents)))
    return replace(found, edits=with_marks(found.edits, request.documents))


def _planned(request: Request) -> Plan:
    goals = Goals(request.documents, request.settings, request.to)
    found = [
        separate(
            path,
            request.documents[path],
            request.settings,
            request.only,
            certain=request.certain,
            goal=partial(goals.of, path),
        )
        for path in request.selected
    ]
    texts = dict(request.documents)
    leaving, proposals = _move(request, found, goals.chosen(found), texts)
    kept = {} if request.archive is None else _archive(request, request.archive, leaving, texts)
    mended = {p.path for p in found if p.before.scope in ("profiling", "proposal")}
    mended |= proposals.keys() | kept.keys()
    links, dangling = _follow(request, leaving, proposals, texts, mended)
    for left in leaving.values():
        for path in (left.path, left.target):
            texts[path] = left.settle(texts[path])
    persons = _left(request, found, leaving, texts)
    arranged = Arranged(texts)
    if request.by_mode:
        arranged = arrange(texts, request.selected, request.settings, request.exists, request.slug, mended)
        links = (
            *links,
            *(link for link in arranged.links if not _is_new(link, request, arranged, proposals)),
        )
        links, dangling = arranged.placed(links), arranged.placed(arranged.dangling)
        persons = tuple(map(arranged.later, persons))
    # A line that is in the archive only would be lost all the same.
    _check(request, {path: text for path, text in arranged.texts.items() if path not in kept})
    moves = tuple(move for left in leaving.values() for move in left.moves())
    alone = [page.path for page in found if page.units and page.path not in leaving]
    notes = (
        *goals.unsure(page for page in found if page.path in leaving),
        *(f"{path}: left alone, its blocks would be others when parts have moved" for path in alone),
        *(f"{was}: is kept as it was in {path}" for path, was in kept.items()),
        *includers(texts, leaving, (request.settings.docs_dir, "")),
    )
    edits = _edits(request, arranged)
    renamed = tuple(sorted(arranged.renamed.items()))
    return Plan(edits, moves, persons, links, dangling, notes, arranged.said, arranged.created, renamed)


def _is_new(link: Link, request: Request, arranged: Arranged, proposals: Mapping[str, Proposal]) -> bool:
    """Say whether a link stands in a line that this very plan adds."""
    if link.path not in request.documents:
        return link.path not in arranged.renamed.values()
    proposal = proposals.get(link.path)
    return proposal is not None and proposal.origins[link.line - 1] is not None


def _edits(request: Request, arranged: Arranged) -> tuple[Edit, ...]:
    sources = {new: old for old, new in arranged.renamed.items() if new not in request.documents}
    edits = [
        Edit(path, request.documents.get(sources.get(path, path)), text, sources.get(path, ""))
        for path, text in arranged.texts.items()
        if path in sources or request.documents.get(path) != text
    ]
    gone = request.documents.keys() - arranged.texts.keys() - {edit.source for edit in edits}
    edits += [Edit(path, request.documents[path], None) for path in gone]
    return tuple(sorted(edits, key=lambda edit: edit.path))


def _move(
    request: Request, found: Sequence[Separated], goals: Mapping[str, str], texts: dict[str, str]
) -> tuple[dict[str, Leaving], dict[str, Proposal]]:
    """Move what leaves in `texts`; return what left, by the page that it left, and the proposals."""
    leaving: dict[str, Leaving] = {}
    proposals: dict[str, Proposal] = {}
    titles = Counter(page.title for page in found if page.before.scope == "profiling")
    for goal in sorted(set(goals.values())):
        pages = [page for page in found if goals.get(page.path) == goal]
        proposal = Proposal(texts[goal] if goal in texts else _new_proposal(goal, pages, request.settings))
        for page in pages:
            was = proposal.text, list(proposal.origins)
            name = literal(page.title) + (f" ({code(page.path)})" if titles[page.title] > 1 else "")
            left = Leaving(page, goal, len(leaving), request.slug)
            leave(left, name, proposal, request.exists)
            if _is_whole(left, proposal):
                leaving[page.path] = left
                texts[page.path] = left.text
            else:
                proposal.text, proposal.origins = was
        if not any(page.path in leaving for page in pages):
            continue
        texts[goal] = proposal.text
        there = anchors(proposal.document, request.slug)
        for left in (leaving[page.path] for page in pages if page.path in leaving):
            left.arrived(proposal, there)
        proposals[goal] = proposal
    return leaving, proposals


def _new_proposal(path: str, pages: Sequence[Separated], settings: Settings) -> str:
    parts = {unit.part for page in pages for unit in page.units}
    evidence = [(page.title, linked(page.path, posixpath.dirname(path))) for page in pages]
    rule = settings.page_rule(path)
    declared = rule is not None and rule.scope == "proposal"
    return skeleton(sorted(parts), evidence, line_break(pages[0].text), declared=declared)


def _is_whole(left: Leaving, proposal: Proposal) -> bool:
    """Say whether all of a page is in what is left of it and what has been added to the proposal."""
    lines = zip(split_lines(proposal.text), proposal.origins, strict=True)
    added = "".join(line for line, origin in lines if origin and origin[0] == left.path)
    before, after = [left.page.text], [left.text, added]
    return not lost_lines(before, after) and not lost_blocks(before, after)


def _follow(
    request: Request,
    leaving: Mapping[str, Leaving],
    proposals: Mapping[str, Proposal],
    texts: dict[str, str],
    mended: Collection[str],
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    moved: dict[Place, Place] = {}
    for left in leaving.values():
        moved |= left.places()
    for goal in proposals.keys() & request.documents.keys():
        moved |= _shifted(goal, request.documents[goal], proposals[goal], request.slug)

    def exists(path: str) -> bool:
        return path in texts or request.exists(path)

    follower = Follower(moved, exists, texts, (request.settings.docs_dir, ""), mended)
    links: list[Link] = []
    dangling: list[Link] = []
    for path in sorted(texts):
        texts[path], changed, nowhere = follower.follow(path, texts[path])
        links += changed
        dangling += nowhere
    return tuple(links), tuple(dangling)


def _shifted(goal: str, before: str, proposal: Proposal, slug: Slug) -> dict[Place, Place]:
    """Return the headings that were in the proposal already and have another anchor now."""
    now = sorted(anchors(proposal.document, slug).items())
    kept = [anchor for line, anchor in now if proposal.origins[line - 1] is None]
    old = [anchor for _, anchor in sorted(anchors(parse(before), slug).items())]
    pairs = zip(old, kept, strict=False) if len(old) == len(kept) else ()
    return {(goal, a): (goal, b) for a, b in pairs if a != b}


def _check(request: Request, texts: Mapping[str, str]) -> None:
    lost = lost_lines(request.documents.values(), texts.values())
    if lost:
        raise LossError(f"the plan would lose {len(lost)} lines, the first of them {lost[0]!r}")


def _archive(
    request: Request, folder: str, leaving: Mapping[str, Leaving], texts: dict[str, str]
) -> dict[str, str]:
    """Put pages that change much into the archive as they were; return their paths by those there."""
    kept: dict[str, str] = {}
    for left in filter(is_heavy, leaving.values()):
        path = archive_path(left, folder, texts)
        kept[path] = left.path
        texts[path] = archived(left, path, left.page.title, request.date(left.path))
        texts[left.path] = with_link(texts[left.path], left.path, path)
    return kept


def _left(
    request: Request, found: Sequence[Separated], leaving: Mapping[str, Leaving], texts: Mapping[str, str]
) -> tuple[Left, ...]:
    out: list[Left] = []
    for page in found:
        numbers = leaving[page.path].numbers if page.path in leaving else None
        out += left_to_a_person(page.path, texts[page.path], request.settings, numbers)
        out += out_of_reach(leaving[page.path]) if page.path in leaving else []
    return tuple(out)
