"""Places for the asides of the preview: where in the rendered page each of them may stand.

What is put there is empty, so that the search index, which is made from the rendered page, holds none
of it; the preview fills it in afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from mkdocs_profiling_scope.hosts.markdown.marks import Marks
from mkdocs_profiling_scope.hosts.markdown.stash import set_attributes, stashed
from mkdocs_profiling_scope.hosts.markdown.tagging import Tag

if TYPE_CHECKING:
    from markdown import Markdown

# An aside may not follow an item, a cell or a definition, but may stand in it.
_INSIDE = ("li", "dd", "td", "th")
_LISTS = ("ul", "ol", "dl")
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
        placed = self._placed()
        if not placed:
            return
        page = self._marks.page(next(iter(placed.values()))[0])
        tags = [self._marks.tag(number) for number in page]
        if not any(tag.findings for tag in tags):
            return
        parents = {child: parent for parent in root.iter() for child in parent}
        elements = {
            number - page.start: element
            for element, numbers in placed.items()
            for number in numbers
            if element in parents
        }
        last: dict[Element, Element] = {}  # what was put behind an element last
        for number, element in self._places(tags, elements, root):
            _put(element, number, parents, last)

    def _places(
        self, tags: list[Tag], elements: Mapping[int, Element], root: Element
    ) -> Iterator[tuple[int, Element]]:
        """Yield the number of each finding, with the element that it stands at, or else the one before."""
        raw = self._raw(root) if any(tag.source for tag in tags) else {}
        before: Element | None = None
        for index, tag in enumerate(tags):
            before = elements.get(index, before)
            here = before
            if waiting := raw.get(tag.source.strip()):
                here, number = waiting.pop(0)
                before = here
                set_attributes(self.md, number, _OPENING_TAG, tag.attributes)
            if here is not None:
                yield from ((noted.number, here) for noted in tag.findings)

    def _raw(self, root: Element) -> dict[str, list[tuple[Element, int]]]:
        """Return what keeps the places of stashed HTML, with its number, by its text."""
        found: dict[str, list[tuple[Element, int]]] = {}
        for element in root.iter("p"):
            if (kept := stashed(self.md, element)) and (html := kept[1].strip()):
                found.setdefault(html, []).append((element, kept[0]))
        return found


def _put(
    element: Element, number: int, parents: dict[Element, Element], last: dict[Element, Element]
) -> None:
    aside = Element("aside", {"class": "ps-finding", "data-ps-number": str(number)})
    if element.tag == "dt":
        siblings = list(parents[element])
        after = siblings[siblings.index(element) :]
        element = next((sibling for sibling in after if sibling.tag == "dd"), element)
    if element.tag in _INSIDE:
        at = next((i for i, child in enumerate(element) if child.tag in _LISTS), len(element))
        element.insert(at, aside)
        return
    while not _takes_asides(parents[element]) and parents[element] in parents:
        element = parents[element]
    parent = parents[element]
    sibling = last.get(element, element)
    aside.tail, sibling.tail = sibling.tail, ""
    parent.insert(list(parent).index(sibling) + 1, aside)
    last[element] = aside


def _takes_asides(element: Element) -> bool:
    return element.tag in _PARENTS and not any(name in element.get("class", "") for name in _CLOSED)
