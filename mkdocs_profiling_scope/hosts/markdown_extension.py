"""The Python-Markdown extension that turns marks into attributes of the rendered elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_profiling_scope.hosts.marks import Marks, has_marks, strip_marks
from mkdocs_profiling_scope.hosts.tagging import Tag, merged

if TYPE_CHECKING:
    from markdown import Markdown


class ProfilingScopeExtension(Extension):
    """Reads the marks that the plugin put into a page."""

    def __init__(self, marks: Marks | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.marks = marks if marks is not None else Marks()

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors; the priorities of others are those of Python-Markdown 3.6 to 3.11."""
        # Before code is highlighted (30), which would take a mark for an error in the code.
        md.treeprocessors.register(_CodeCleaner(md), "profiling_scope_code", 100)
        # After inline text is parsed (20), before attribute lists (8) and the table of contents (5).
        md.treeprocessors.register(_Tagger(md, self.marks), "profiling_scope", 15)
        md.postprocessors.register(_Cleaner(md), "profiling_scope", -100)


class _CodeCleaner(Treeprocessor):
    """Takes marks out of indented code, in which there is no prose after all."""

    def run(self, root: Element) -> None:
        for pre in root.iter("pre"):
            for element in pre.iter():
                if element.text and has_marks(element.text):
                    element.text = _stripped(element.text)


class _Cleaner(Postprocessor):
    """Takes out marks that went past the tree, in raw HTML."""

    def run(self, text: str) -> str:
        return strip_marks(text)


class _Tagger(Treeprocessor):
    """Takes marks out of the tree and tags the elements that they stand in."""

    def __init__(self, md: Markdown, marks: Marks) -> None:
        super().__init__(md)
        self._marks = marks
        self._md = md

    def run(self, root: Element) -> None:
        if not self._marks:
            return
        parents: dict[Element, Element] = {}
        tagged: dict[Element, list[Tag]] = {}
        for parent in root.iter():
            for child in parent:
                parents[child] = parent
        for element in root.iter():
            for tag in self._take(element):
                self._claim(element, tag, parents, tagged)
            if element.tail and has_marks(element.tail) and element in parents:
                for tag in self._marks.find(element.tail):
                    self._claim(parents[element], tag, parents, tagged)
                element.tail = _stripped(element.tail)
        for element, found in tagged.items():
            _set_attributes(element, merged(found))

    def _take(self, element: Element) -> list[Tag]:
        found: list[Tag] = []
        if element.text and has_marks(element.text):
            found += self._marks.find(element.text)
            element.text = _stripped(element.text)
        for name, value in element.items():
            if has_marks(value):
                found += self._marks.find(value)
                element.set(name, strip_marks(value))
        return found

    def _claim(
        self, element: Element, tag: Tag, parents: dict[Element, Element], tagged: dict[Element, list[Tag]]
    ) -> None:
        node = element
        while not self._md.is_block_level(node.tag) and node in parents:
            node = parents[node]
        if tag.kind == "table":
            node = _around(node, "table", parents)
        elif tag.kind == "item" and node.tag == "p" and _opens_item(node, parents):
            node = parents[node]
        if node in parents:  # the root is no element of the page
            tagged.setdefault(node, []).append(tag)


def _around(node: Element, name: str, parents: dict[Element, Element]) -> Element:
    outer = node
    while outer.tag != name:
        if outer not in parents:
            return node
        outer = parents[outer]
    return outer


def _opens_item(paragraph: Element, parents: dict[Element, Element]) -> bool:
    item = parents[paragraph]
    return item.tag == "li" and item[0] is paragraph and not (item.text or "").strip()


def _stripped(text: str) -> str:
    # What must not be parsed again stays what must not be parsed again.
    return type(text)(strip_marks(text))


def _set_attributes(element: Element, tag: Tag) -> None:
    if tag.section:
        element.set("class", " ".join(filter(None, (element.get("class"), "ps-section"))))
    for name, value in tag.attributes:
        element.set(name, value)
