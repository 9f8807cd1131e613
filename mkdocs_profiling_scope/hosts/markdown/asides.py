"""Places for the asides of the preview: where in the rendered page each of them may stand.

What is put there is empty, so that the search index, which is made from the rendered page, holds none
of it; the preview fills it in afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.hosts.markdown.marks import Marks, strip_marks
from mkdocs_profiling_scope.hosts.markdown.stash import set_attributes, stashed
from mkdocs_profiling_scope.hosts.markdown.tagging import Tag, merged

if TYPE_CHECKING:
    from markdown import Markdown

# An aside may not follow an item, a cell or a definition, but may stand in it.
_INSIDE = ("li", "dd", "td", "th")
# What may follow the text of an item
_BLOCKS = ("ul", "ol", "dl", "p", "pre", "div", "table", "blockquote", "details", "aside")
_PARENTS = ("div", "section", "article", "main", "blockquote", "details", *_INSIDE)
# Their style sheets count what is in them.
_CLOSED = ("tabbed-set", "tabbed-content")
_OPENING_TAG = re.compile(r"<[A-Za-z][\w-]*")


class Asides(Treeprocessor):
    """Puts an empty element behind every block with findings."""

    def __init__(self, md: Markdown, marks: Marks, placed: Callable[[], Mapping[Element, list[int]]]) -> None:
        super().__init__(md)
        self._marks = marks
        self._placed = placed

    def run(self, root: Element) -> None:
        """Place the asides of the page; those that find no place are left to the preview."""
        placed, stash = self._placed(), self._stash(root)
        marked = {number: kept for kept in stash for number in self._marks.find(kept.html)}
        known = next(chain(*placed.values(), marked), None)
        if known is None:
            return
        page = self._marks.page(known)
        tags = [self._marks.tag(number) for number in page]
        if not any(tag.findings for tag in tags):
            return
        parents = {child: parent for parent in root.iter() for child in parent}
        found = {number - page.start: kept for number, kept in marked.items()}
        elements = {
            number - page.start: element
            for element, numbers in placed.items()
            for number in numbers
            if element in parents
        }
        last: dict[Element, Element] = {}  # what was put behind an element last
        for number, element in self._places(tags, elements, found, stash):
            _put(element, number, parents, last)

    def _places(
        self,
        tags: list[Tag],
        elements: Mapping[int, Element],
        marked: Mapping[int, _Stashed],
        stash: Sequence[_Stashed],
    ) -> Iterator[tuple[int, Element]]:
        """Yield the number of each finding, with the element that it stands at, or else the one before."""
        held: dict[int, list[Tag]] = {}  # by the number of the HTML
        source = _Source(stash)
        before: Element | None = None
        for index, tag in enumerate(tags):
            before = elements.get(index, before)
            kept = source.of(tag.source.strip()) if tag.source else marked.get(index)
            if kept is not None and index not in elements:
                before = kept.element
                if tag.findings:
                    held.setdefault(kept.number, []).append(tag)
            if before is not None:
                yield from ((shown.number, before) for shown in tag.findings)
        for number, inside in held.items():
            set_attributes(self.md, number, _OPENING_TAG, merged(inside).attributes)

    def _stash(self, root: Element) -> list[_Stashed]:
        kept = ((element, stashed(self.md, element)) for element in root.iter("p"))
        return [_Stashed(element, *found) for element, found in kept if found]


class _Stashed(NamedTuple):
    """HTML that was put aside, and the element that keeps its place."""

    element: Element
    number: int
    html: str  # marks may stand in it


class _Source:
    """The stashed HTML of a page, as it stands in the source; looked through from top to bottom.

    One piece of it may be several blocks, which end at a blank line; it ends where its element is closed.
    """

    def __init__(self, stash: Sequence[_Stashed]) -> None:
        self._left = [(kept, strip_marks(kept.html)) for kept in reversed(stash)]

    def of(self, block: str) -> _Stashed | None:
        """Return what the next `block` like that is in; None where it is in the tree."""
        for i in range(len(self._left) - 1, -1, -1):
            kept, html = self._left[i]
            if (at := html.find(block)) >= 0:
                self._left[i:] = [(kept, html[at + len(block) :])]
                return kept
        return None


def _put(
    element: Element, number: int, parents: dict[Element, Element], last: dict[Element, Element]
) -> None:
    aside = Element("aside", {"class": "ps-finding", "data-ps-number": str(number)})
    if element.tag == "dt":
        siblings = list(parents[element])
        after = siblings[siblings.index(element) :]
        element = next((sibling for sibling in after if sibling.tag == "dd"), element)
    if element.tag in _INSIDE:
        element.insert(_end_of_text(element), aside)
        return
    while not _takes_asides(parents[element]) and parents[element] in parents:
        element = parents[element]
    parent = parents[element]
    sibling = last.get(element, element)
    aside.tail, sibling.tail = sibling.tail, ""
    parent.insert(list(parent).index(sibling) + 1, aside)
    last[element] = aside


def _end_of_text(element: Element) -> int:
    """Return the index behind the text of an item, or its first paragraph, and the asides that are there."""
    paragraph = len(element) > 0 and element[0].tag == "p" and not (element.text or "").strip()
    blocks = (i for i, child in enumerate(element) if child.tag in _BLOCKS)
    at = 1 if paragraph else next(blocks, len(element))
    while at < len(element) and element[at].get("class") == "ps-finding":
        at += 1
    return at


def _takes_asides(element: Element) -> bool:
    return element.tag in _PARENTS and not any(name in element.get("class", "") for name in _CLOSED)
