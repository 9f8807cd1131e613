"""Tags: what the rendered elements of a page should say about themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.settings.shown import Labels
from mkdocs_profiling_scope.core.values import Analysis, Block, BlockScope, Comparison, Kind, Metric

# A title, or what may hold the text of one. What is not closed goes on to the end: it is looked through once.
_TITLE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|textarea)\b.*?(?:</\1\s*>|\Z)"
    r"|<h1\b.*?(?:(?P<end></h1\s*>)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BANNER = re.compile(r'<div class="ps-page"[^>]*></div>')
_SCOPES: tuple[BlockScope, ...] = ("other", "profiling", "opportunity", "proposal")  # weakest first
_COMPARISONS: tuple[Comparison, ...] = ("none", "context", "cross")


class Numbered(NamedTuple):
    """A finding that the preview shows, by its number in the build and the code of its rule."""

    number: int
    code: str


class Tag(NamedTuple):
    """What one block hands on to the element that it is rendered as."""

    kind: Kind
    level: int  # of a heading
    start_line: int
    end_line: int
    scope: BlockScope
    comparison: Comparison
    metric: Metric | None = None
    section: bool = False  # a heading whose whole section is of one kind
    label: str = ""  # of that section, where it differs from what it stands in
    findings: tuple[Numbered, ...] = ()  # of the preview
    source: str = ""  # of raw HTML with findings, which goes past the tree of elements

    @property
    def worth_showing(self) -> bool:
        """Say whether there is anything to tag with."""
        return self.scope != "other" or self.comparison != "none" or bool(self.metric or self.findings)

    @property
    def attributes(self) -> Iterator[tuple[str, str]]:
        """Yield the HTML attributes."""
        if self.scope != "other":
            yield "data-ps-scope", self.scope
        if self.comparison != "none":
            yield "data-ps-comparison", self.comparison
        if self.metric:
            yield "data-ps-metric", self.metric
        if self.label:
            yield "data-ps-label", self.label
        if self.findings:
            yield "data-ps-findings", " ".join(dict.fromkeys(shown.code for shown in self.findings))
            yield "data-ps-notes", " ".join(str(shown.number) for shown in self.findings)
        yield "data-ps-lines", f"{self.start_line}-{self.end_line}"


def with_findings(
    found: Sequence[Tag], notes: Mapping[int, Sequence[Numbered]], source: str, blocks: Sequence[Block]
) -> list[Tag]:
    """Return the tags of `blocks` with the findings that the preview shows, by the index of their block."""
    tagged = list(found)
    for index, here in notes.items():
        html = source[slice(*blocks[index].span)] if found[index].kind == "html" else ""
        tagged[index] = found[index]._replace(findings=tuple(here), source=html)
    return tagged


def tags(analysis: Analysis, labels: Labels) -> list[Tag]:
    """Return the tag of each block; `labels` are those of sections."""
    blocks = analysis.blocks
    found = [
        _heading(blocks, i) if block.kind == "heading" else _tag(block) for i, block in enumerate(blocks)
    ]
    around: list[tuple[int, str]] = [(0, analysis.scope)]  # level and scope of what is labelled
    for i, tag in enumerate(found):
        if tag.kind != "heading":
            continue
        while around[-1][0] >= tag.level:
            around.pop()
        if tag.section and tag.scope != around[-1][1]:
            found[i] = tag._replace(label=labels.of(tag.scope))
            around.append((tag.level, tag.scope))
    return found


def without_judgement(found: Sequence[Tag]) -> list[Tag]:
    """Return the tags with nothing to say of their own, for a site that shows findings and no tags."""
    return [Tag(tag.kind, tag.level, tag.start_line, tag.end_line, "other", "none") for tag in found]


def merged(found: Sequence[Tag]) -> Tag:
    """Return one tag for an element that several blocks were rendered into: the strongest of each."""
    if len(found) == 1:
        return found[0]
    return found[0]._replace(
        start_line=min(tag.start_line for tag in found),
        end_line=max(tag.end_line for tag in found),
        scope=max((tag.scope for tag in found), key=_SCOPES.index),
        comparison=max((tag.comparison for tag in found), key=_COMPARISONS.index),
        metric=next((tag.metric for tag in found if tag.metric), None),
        findings=tuple(shown for tag in found for shown in tag.findings),
    )


def written(attributes: Iterable[tuple[str, str]]) -> str:
    """Return attributes as they stand in an opening tag."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)


def page_attributes(analysis: Analysis, settings: Settings) -> dict[str, str]:
    """Return the attributes of the element that says what a page is."""
    title = settings.title_of(analysis.mode)
    label = settings.labels.of(analysis.scope)
    values = {"scope": analysis.scope, "mode": analysis.mode, "title": title, "label": label}
    found = {"class": "ps-page"} | {f"data-ps-{key}": value for key, value in values.items() if value}
    if label:
        found |= {"role": "note", "aria-label": ", ".join(filter(None, (label, title)))}
    return found


def with_page_element(html: str, analysis: Analysis, settings: Settings) -> str:
    """Return `html`, a page, with an element that says what it is; it is empty, and so changes no text."""
    attributes = written(page_attributes(analysis, settings).items())
    return below_title(html, f"<div{attributes}></div>")


def below_title(html: str, addition: str) -> str:
    """Return `html`, a page, with an `addition` below its title, and below the banner if there is one."""
    if not html.strip():  # a page of a template alone, that would become one with content
        return html
    # Before the title, it would be a section of its own in the search index of Material.
    at = end_of_title(html)
    if banner := _BANNER.match(html, at):
        at = banner.end()
    return f"{html[:at]}{addition}{html[at:]}"


def end_of_title(html: str) -> int:
    """Return where the title of `html` ends, which a page may begin without; 0 where there is none."""
    return next((found.end() for found in _TITLE.finditer(html) if found["end"]), 0)


def _tag(block: Block) -> Tag:
    return Tag(
        block.kind,
        block.level,
        block.start_line,
        block.end_line,
        block.scope,
        block.comparison,
        block.metric,
    )


def _heading(blocks: Sequence[Block], index: int) -> Tag:
    heading = _tag(blocks[index])
    scopes = {block.scope for block in _below(blocks, index) if block.kind not in ("heading", "code", "html")}
    scope = scopes.pop() if len(scopes) == 1 else "other"
    if scope == "other" or heading.scope not in ("other", scope):
        return heading
    if any(b.scope not in ("other", scope) for b in _below(blocks, index)):
        return heading
    return heading._replace(scope=scope, section=True)


def _below(blocks: Sequence[Block], heading: int) -> Iterable[Block]:
    for i in range(heading + 1, len(blocks)):
        block = blocks[i]
        if block.kind == "heading" and block.level <= blocks[heading].level:
            return
        yield block
