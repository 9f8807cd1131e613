"""The Python-Markdown extension that turns marks into attributes of the rendered elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_profiling_scope.hosts.markdown.asides import Asides
from mkdocs_profiling_scope.hosts.markdown.gaps import fill_gaps, with_neighbours
from mkdocs_profiling_scope.hosts.markdown.marks import Marks, has_marks, strip_marks
from mkdocs_profiling_scope.hosts.markdown.stash import set_attributes, stashed
from mkdocs_profiling_scope.hosts.markdown.tagging import Tag, merged

if TYPE_CHECKING:
    from markdown import Markdown

# What fenced code and highlighters put aside; raw HTML is put aside in the same place.
_CODE = re.compile(r'(<pre\b|<(?:div|table|figure)\b(?=[^>]*class="[^"]*(?:highlight|codehilite|mermaid)))')
_HTML = re.compile(r"\s*<[A-Za-z][\w-]*")


class ProfilingScopeExtension(Extension):
    """Turns the marks of a page into attributes.

    The plugin hands over `marks` and does the marking itself. Without them, as an extension that is
    named in a configuration, it is on its own: it knows the page from Zensical, or from the option `path`.
    """

    def __init__(self, marks: Marks | None = None, **options: Any) -> None:
        self.config = {
            "path": ["", "file of the page, where the host does not tell"],
            "config": ["", "file with the settings; without it, they are searched for"],
        }
        super().__init__(**options)
        self._alone = marks is None
        self.marks = marks if marks is not None else Marks()

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors; the priorities of others are those of Python-Markdown 3.6 to 3.11."""
        if self._alone:
            # Imported here because it brings the analysis along, which the plugin has already.
            from mkdocs_profiling_scope.hosts.markdown.standalone import Banner, Marker, Rendering

            rendering = Rendering()
            marker = Marker(md, self.marks, rendering, self.getConfig("path"), self.getConfig("config"))
            md.preprocessors.register(marker, "profiling_scope_marker", 1000)
            # After the table of contents (5), which postprocesses every heading for itself.
            md.treeprocessors.register(Banner(md, rendering), "profiling_scope_banner", -100)
        # Right before fenced code is taken out (25).
        md.preprocessors.register(_FenceCleaner(md), "profiling_scope", 25.5)
        # Before code is highlighted (30), which would take a mark for an error in the code.
        md.treeprocessors.register(_CodeCleaner(md), "profiling_scope_code", 100)
        # After inline text is parsed (20), before attribute lists (8) and the table of contents (5).
        tagger = _Tagger(md, self.marks)
        md.treeprocessors.register(tagger, "profiling_scope", 15)
        # When nobody changes the tree any more.
        asides = Asides(md, self.marks, lambda: tagger.placed)
        md.treeprocessors.register(asides, "profiling_scope_asides", -90)
        md.postprocessors.register(_Cleaner(md), "profiling_scope", -100)


class _FenceCleaner(Preprocessor):
    """Takes marks out of what the extension fenced_code takes for code and CommonMark for prose.

    An info string that it does not know, as in "rust,no_run", makes it miss the fence that opens, and
    read from the one that closes.
    """

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "fenced_code_block" not in self.md.preprocessors or not has_marks(text):
            return lines
        # superfences takes this place, and understands fences as CommonMark does.
        pattern = getattr(self.md.preprocessors["fenced_code_block"], "FENCED_BLOCK_RE", None)
        if pattern is None:
            return lines
        return str(pattern.sub(lambda found: strip_marks(found[0]), text)).split("\n")


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
        self.placed: dict[Element, list[int]] = {}  # numbers of blocks, by what they are rendered as

    def run(self, root: Element) -> None:
        self.placed = {}
        if not self._marks:
            return
        parents = {child: parent for parent in root.iter() for child in parent}
        known: dict[Element, list[int]] = {}
        for element in root.iter():
            for number in self._take(element):
                self._claim(element, number, parents, known)
            if element.tail and has_marks(element.tail):
                for number in self._marks.find(element.tail):
                    self._claim(parents.get(element, root), number, parents, known)
                element.tail = _stripped(element.tail)
        filled = list(fill_gaps(root, self._marks, known, self._is_code))
        for element, numbers in known.items():
            if element.tag == "p":
                numbers[:] = with_neighbours(numbers, self._marks)
        self.placed = {**known, **{element: [number] for element, number in filled}}
        for element, numbers in self.placed.items():
            self._set_attributes(element, merged([self._marks.tag(number) for number in numbers]))

    def _take(self, element: Element) -> list[int]:
        found: list[int] = []
        if element.text and has_marks(element.text):
            found += self._marks.find(element.text)
            element.text = _stripped(element.text)
        for name, value in element.items():
            if has_marks(value):
                found += self._marks.find(value)
                element.set(name, strip_marks(value))
        return found

    def _claim(
        self, element: Element, number: int, parents: dict[Element, Element], known: dict[Element, list[int]]
    ) -> None:
        node = element
        kind = self._marks.tag(number).kind
        while not self.md.is_block_level(node.tag) and node in parents:
            node = parents[node]
        if kind == "table":
            node = _around(node, "table", parents)
        elif kind == "item" and node.tag == "p" and _opens_item(node, parents):
            node = parents[node]
        if node in parents:  # the root is no element of the page
            known.setdefault(node, []).append(number)

    def _is_code(self, element: Element) -> bool:
        return element.tag == "pre" or self._stashed_code(element) is not None

    def _stashed_code(self, element: Element) -> int | None:
        """Return the number of stashed HTML that is highlighted code, if `element` keeps its place."""
        kept = stashed(self.md, element)
        return kept[0] if kept and _CODE.match(kept[1]) else None

    def _set_attributes(self, element: Element, tag: Tag) -> None:
        if not tag.worth_showing:
            return
        if (kept := stashed(self.md, element)) is not None:
            # A paragraph with attributes would stay around the HTML whose place it keeps.
            if opening := next((of for of in (_CODE, _HTML) if of.match(kept[1])), None):
                set_attributes(self.md, kept[0], opening, tag.attributes)
            return
        if tag.section:
            element.set("class", " ".join(filter(None, (element.get("class"), "ps-section"))))
        for name, value in tag.attributes:
            element.set(name, value)


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
