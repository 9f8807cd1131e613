"""A page under analysis: everything that a rule may look at."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from mkdocs_profiling_scope.core.judgement.judge import Judgement
from mkdocs_profiling_scope.core.lexicon import Lexicon
from mkdocs_profiling_scope.core.markdown.document import Document, Reference
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.signals.signals import Signals
from mkdocs_profiling_scope.core.values import Block, PageScope, Span

T = TypeVar("T")
_AFTER_PATH = re.compile("[#?].*", re.DOTALL)


@dataclass(eq=False)
class Page:
    """A page with its structure, its judged blocks and what surrounds it."""

    path: str
    scope: PageScope
    mode: str | None
    settings: Settings
    document: Document
    english: bool
    signals: Sequence[Signals]
    judgements: Sequence[Judgement]
    blocks: tuple[Block, ...]
    lexicon: Lexicon
    exists: Callable[[str], bool] | None
    covers: list[Span] = field(default_factory=list)  # sections that are reported as a whole, in order
    _known: dict[Callable[[Page], Any], Any] = field(default_factory=dict)

    def once(self, work: Callable[[Page], T]) -> T:
        """Return what `work` finds on this page, for rules that share it; it is called once."""
        if work not in self._known:
            self._known[work] = work(self)
        found: T = self._known[work]
        return found

    def is_covered(self, offset: int) -> bool:
        """Say whether an offset is in a section that is reported as a whole."""
        i = bisect_right(self.covers, offset, key=lambda cover: cover.start) - 1
        return i >= 0 and offset < self.covers[i].end

    def title_of(self, mode: str | None) -> str:
        """Return the title of a mode, or the id of one that is not declared."""
        return self.settings.title_of(mode) or mode or ""

    @cached_property
    def title(self) -> int | None:
        """The heading that names the page: the first, unless it is a section beside others.

        It is one where the front matter gives the title, and the headings begin at level 2.
        """
        headings = [(i, block.level) for i, block in enumerate(self.blocks) if block.kind == "heading"]
        first, level = headings[0] if headings else (None, 0)
        return None if level > 1 and any(other <= level for _, other in headings[1:]) else first

    def documents(self, reference: Reference) -> list[str]:
        """Return the paths, relative to the project, of the documents that a reference can mean.

        A link means one; a code span is also read from `docs_dir` and from the project.
        """
        if ".m" not in reference.target or reference.kind == "image":  # most are words of code
            return []
        target = _AFTER_PATH.sub("", reference.target).strip()
        if not target.endswith((".md", ".markdown")) or ":" in target:
            return []
        docs = self.settings.docs_dir
        bases = [docs] if target.startswith("/") else [posixpath.dirname(self.path), docs, ""]
        if reference.kind == "link":
            target, bases = _decoded(target), bases[:1]
        return list(
            dict.fromkeys(posixpath.normpath(posixpath.join(base, target.lstrip("/"))) for base in bases)
        )


def _decoded(address: str) -> str:
    if "%" not in address:
        return address
    from urllib.parse import unquote  # here, because few addresses are encoded

    return unquote(address)
