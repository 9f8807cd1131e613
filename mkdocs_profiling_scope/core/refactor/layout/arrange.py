"""Arranging: pages get the names of the layout, and every link to them follows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.conserve import lost_blocks, lost_lines
from mkdocs_profiling_scope.core.refactor.layout.layout import layout
from mkdocs_profiling_scope.core.refactor.layout.profiles import Profile, variant_words
from mkdocs_profiling_scope.core.refactor.lines import line_break, split_lines
from mkdocs_profiling_scope.core.refactor.links.addresses import Route
from mkdocs_profiling_scope.core.refactor.links.anchors import Slug, anchors
from mkdocs_profiling_scope.core.refactor.links.follow import Follower, Place
from mkdocs_profiling_scope.core.refactor.links.literal import literal
from mkdocs_profiling_scope.core.refactor.moves.definitions import definitions
from mkdocs_profiling_scope.core.refactor.moves.moved import Mover
from mkdocs_profiling_scope.core.refactor.values import Left, Link, Unit
from mkdocs_profiling_scope.core.settings.globs import Glob
from mkdocs_profiling_scope.core.settings.settings import Settings

_PARTS = (
    ("Baseline", "throughput, latency and memory of a usual run, with the input and the machine."),
    (
        "Where the time goes",
        "the functions and waits that take most of it, from a call graph or flame graph.",
    ),
    ("Where the memory goes", "what is allocated, how often, and how large it gets."),
    ("What limits this mode", "the bottleneck that the figures above show."),
    ("Method", "commands, input, machine and versions, so that the figures can be had again."),
)


@dataclass(frozen=True, slots=True)
class Arranged:
    """The pages of a project by their new paths, and what there is to say."""

    texts: Mapping[str, str]
    renamed: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    dangling: tuple[Link, ...] = ()
    said: tuple[str, ...] = ()
    created: tuple[tuple[str, str], ...] = ()  # paths and titles of stubs
    shifted: Mapping[str, int] = field(default_factory=dict)  # lines that a page has more at its beginning

    def placed(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """Return links with the paths and lines that they have here."""
        found = [replace(link, path=self.renamed.get(link.path, link.path)) for link in links]
        return tuple(replace(link, line=link.line + self.shifted.get(link.path, 0)) for link in found)

    def later(self, left: Left) -> Left:
        """Return what is left to a person with the path and line that it has here."""
        path = self.renamed.get(left.new_path, left.new_path)
        return replace(left, new_path=path, new_line=left.new_line + self.shifted.get(path, 0))


def arrange(
    texts: Mapping[str, str],
    selected: Sequence[str],
    settings: Settings,
    exists: Callable[[str], bool],
    slug: Slug,
    mended: Collection[str],
) -> Arranged:
    """Give the pages of a project the layout by mode; for the arguments see `layout`, `anchors`, `follow`."""
    found = layout(texts, selected, settings, exists)
    later = _following(settings, found.renamed)
    before = dict(texts)
    moved: dict[Place, Place] = {}
    for page, goal in list(found.joined.items()):
        if (shifted := _joined_anchors(before[page], before[goal], goal, slug)) is None:
            del found.renamed[page], found.joined[page]
            found.said.append(
                f"  needs a person: {page} and {goal} belong together, and cannot be joined safely"
            )
        else:
            moved |= shifted
    before |= {path: _stub(profile, later) for path, profile in found.missing.items()}
    roots = (settings.docs_dir, "")
    follower = Follower(
        moved, lambda path: path in before or exists(path), before, roots, mended, found.renamed
    )
    links: dict[str, list[Link]] = {}
    dangling: dict[str, list[Link]] = {}
    after: dict[str, str] = {}
    more: dict[str, int] = {}
    for path in sorted(before):
        after[path], links[path], dangling[path] = follower.follow(path, before[path])
    for page, goal in found.renamed.items():
        text = after.pop(page)
        if page in found.joined and (joined := _join(text, after[goal])):
            text, lines = joined
            for listed in (links, dangling):
                listed[goal] = [replace(link, line=lines.get(link.line, link.line)) for link in listed[goal]]
        was = analyse(texts[page], settings, path=page)
        after[goal] = _declared(text, goal, later, was.scope, was.mode)
        more[goal] = len(split_lines(after[goal])) - len(split_lines(text))
    created = tuple((path, _title(profile, settings)) for path, profile in found.missing.items())
    said = tuple(found.said)
    return Arranged(after, found.renamed, _listed(links), _listed(dangling), said, created, more)


def _listed(links: Mapping[str, Iterable[Link]]) -> tuple[Link, ...]:
    return tuple(link for path in links for link in links[path])


def _following(settings: Settings, renamed: Mapping[str, str]) -> Settings:
    """Return the settings when entries of `pages` that name one page have followed it."""
    inside = {settings.inside_docs(old): settings.inside_docs(new) for old, new in renamed.items()}
    pages = (
        rule._replace(match=inside[rule.match], glob=Glob(inside[rule.match]))
        if rule.match in inside
        else rule
        for rule in settings.pages
    )
    return settings._replace(pages=tuple(pages))


def _declared(text: str, path: str, settings: Settings, scope: str, mode: str | None) -> str:
    """Return the page with front matter, if without it the page would be something else at its new path."""
    now = analyse(text, settings, path=path)
    lines = [] if now.scope == scope else [f"scope: {scope}"]
    lines += [] if now.mode == mode else [f"mode: {mode}"]
    if not lines:
        return text
    end = line_break(text)
    block = "".join(f"{line}{end}" for line in lines)
    if not parse(text).metadata.end:
        return f"---{end}{block}---{end}{end}{text}"
    first, *rest = split_lines(text)
    # Keys without dashes around them begin at once.
    return "".join([first, block, *rest] if first.strip() == "---" else [block, first, *rest])


def _joined_anchors(page: str, placeholder: str, path: str, slug: Slug) -> dict[Place, Place] | None:
    """Return which anchors of a placeholder change at the end of a page; None if it cannot stand there."""
    joined = _join(page, placeholder)
    if joined is None:
        return None
    text, lines = joined
    before, after = [page, placeholder], [text]
    if lost_lines(before, after) or lost_blocks(before, after):
        return None
    now = anchors(parse(text), slug)
    old = anchors(parse(placeholder), slug)
    places = {(path, anchor): (path, now.get(lines.get(line, 0), anchor)) for line, anchor in old.items()}
    return {one: other for one, other in places.items() if one != other}


def _join(page: str, placeholder: str) -> tuple[str, dict[int, int]] | None:
    """Return a page with a placeholder at its end, and the new line of each of the placeholder's."""
    document = parse(placeholder)
    if document.metadata.values or document.source.body_start:
        return None
    last = len(split_lines(placeholder))
    while last and not split_lines(placeholder)[last - 1].strip():
        last -= 1
    if not last:
        return page, {}
    mover = Mover(document, Route("", "", lambda path: True), _labels(page, document))
    moved = mover.lines(Unit("proposals", 1, last), 2)
    end = line_break(page)
    text = page.rstrip() + end + end
    start = len(split_lines(text))
    lines = {number: start + i for i, (_, number) in enumerate(moved, 1)}
    return text + "".join(f"{line}{end}" for line, _ in moved), lines


def _labels(page: str, placeholder: Document) -> dict[str, str]:
    """Return new names for the definitions of a placeholder whose labels the page has as well."""
    there = {d.label.casefold() for d in definitions(parse(page)) if not d.label.startswith("*")}
    own = [d.label for d in definitions(placeholder) if d.label.casefold() in there]
    return {label: f"{'^' * label.startswith('^')}placeholder-{label.removeprefix('^')}" for label in own}


def _stub(profile: Profile, settings: Settings) -> str:
    """Return a page on which a variant of a mode can be measured."""
    out = [f"# {literal(_title(profile, settings))}", "", "*To be measured; nothing is known yet.*", ""]
    for title, hint in _PARTS:
        out += [f"## {title}", "", f"*To be written: {hint}*", ""]
    return _declared("\n".join(out[:-1]) + "\n", profile.path, settings, "profiling", profile.mode)


def _title(profile: Profile, settings: Settings) -> str:
    mode = next(mode for mode in settings.modes if mode.id == profile.mode)
    return f"Profile of {mode.title}" + (f", {variant_words(profile.variant)}" if profile.variant else "")
