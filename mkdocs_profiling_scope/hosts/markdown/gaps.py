"""Gaps: blocks that carry no mark, told by the blocks around them that do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from mkdocs_profiling_scope.core.values import Kind
from mkdocs_profiling_scope.hosts.markdown.marks import Marks
from mkdocs_profiling_scope.hosts.markdown.tagging import Tag

_HEADING = re.compile(r"h[1-6]\Z")
_KINDS: dict[str, Kind] = {"li": "item", "p": "paragraph", "table": "table"}


def fill_gaps(
    root: Element, marks: Marks, known: Mapping[Element, list[int]], is_code: Callable[[Element], bool]
) -> Iterator[tuple[Element, int]]:
    """Yield elements without a mark and their numbers.

    Only where source and page have the same sequence of blocks between two marks, or at least of
    headings and code: one that is hidden in raw HTML, included or generated would move all others.
    """
    if not known:
        return
    page = marks.page(next(iter(known.values()))[0])
    before, waiting = page.start - 1, list[tuple[str, Element]]()
    for element, kind in _kinds(root, is_code):
        if element in known:
            yield from _match(waiting, marks, before, min(known[element]), page)
            before, waiting = max(known[element]), []
        elif kind:
            waiting.append((kind, element))
    yield from _match(waiting, marks, before, page.stop, page)


def with_neighbours(numbers: Sequence[int], marks: Marks) -> list[int]:
    """Add to the blocks of one paragraph element those that carry no mark and are run into it.

    Python-Markdown begins no list without a blank line before it; CommonMark does.
    """
    page = marks.page(numbers[0])
    found = sorted(numbers)
    while found[0] - 1 in page and _runs_on(found[0] - 1, found[0] - 1, marks):
        found.insert(0, found[0] - 1)
    while found[-1] + 1 in page and _runs_on(found[-1] + 1, found[-1], marks):
        found.append(found[-1] + 1)
    return found


def _runs_on(unmarked: int, upper: int, marks: Marks) -> bool:
    above, below = marks.tag(upper), marks.tag(upper + 1)
    return (
        not marks.is_marked(unmarked)
        and marks.tag(unmarked).kind in ("paragraph", "item")
        and above.end_line + 1 == below.start_line
    )


def _match(
    waiting: list[tuple[str, Element]], marks: Marks, before: int, after: int, page: range
) -> Iterator[tuple[Element, int]]:
    if before + 1 < page.start or after > page.stop:
        return
    if not waiting:
        return
    for ignored in ((), ("item", "paragraph", "table")):
        elements = [(kind, element) for kind, element in waiting if kind not in ignored]
        tags = [(n, marks.tag(n)) for n in range(before + 1, after)]
        tags = [(n, tag) for n, tag in tags if tag.kind not in (*ignored, "html")]
        if [_name(tag) for _, tag in tags] == [kind for kind, _ in elements]:
            yield from ((element, n) for (_, element), (n, _) in zip(elements, tags, strict=True))
            return


def _name(tag: Tag) -> str:
    return f"h{tag.level}" if tag.kind == "heading" else tag.kind


def _kinds(root: Element, is_code: Callable[[Element], bool]) -> Iterator[tuple[Element, str]]:
    """Yield all elements with the kind of block that they look like, or an empty string."""
    within_item: set[Element] = set()
    for element in root.iter():
        tag = str(element.tag)  # comments have a function for a tag
        if tag == "li" and len(element) and not (element.text or "").strip():
            within_item.add(element[0])  # the item's own text
        if is_code(element):
            yield element, "code"
        elif element in within_item:
            yield element, ""
        else:
            yield element, tag if _HEADING.match(tag) else _KINDS.get(tag, "")
