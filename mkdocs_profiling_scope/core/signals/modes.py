"""Which modes a page speaks of, and where."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter

import re2

from mkdocs_profiling_scope.core.lexicon.matching import found_by
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.markdown.plain import plain
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.settings.settings import Mode

_WORD = re.compile(r"[^\W_]+")
_GLUE = frozenset("/\\_@#$=<>~")
_APART = frozenset(["", *" \n,;()|!?"])


class Mention(NamedTuple):
    """A mode's name in prose, or alone in a code span."""

    start: int
    end: int
    mode: str
    linked: bool


class Names:
    """The names of all modes as one pattern; the longest name wins."""

    def __init__(self, modes: Sequence[Mode]) -> None:
        self._modes: dict[str, list[tuple[str, str]]] = {}
        for mode in modes:
            for name in _distinct(mode.names):
                self._modes.setdefault(_key(name), []).append((mode.id, name))
        options = re2.Options()
        options.longest_match = True
        options.case_sensitive = False
        options.max_mem = 64 << 20
        self._mode_of = lru_cache(maxsize=256)(self._look_up)
        names = "|".join(map(_pattern, sorted(n for entries in self._modes.values() for _, n in entries)))
        self._pattern = re2.compile(f"(?:{names})", options) if names else None

    def find(self, text: str, prose: bytes) -> list[tuple[int, int, str]]:
        """Return start, end and mode id of every name in `text`, whose plain form is `prose`."""
        found: list[tuple[int, int, str]] = []
        if self._pattern is None:
            return found
        for a, b in found_by(self._pattern, prose):
            # Blanks and the like around a name make it a word of its own; that is quickly seen.
            apart = text[a - 1 : a] in _APART and text[b : b + 1] in _APART
            if not apart and (_inside_word(text, a, b) or _glued(text, a, b)):
                continue
            if mode := self._mode_of(text[a:b]):
                found.append((a, b, mode))
        return found

    def alone(self, texts: Sequence[str]) -> dict[int, str]:
        """Return the mode ids of those of `texts` that are a name and nothing else, by index."""
        found: dict[int, str] = {}
        if self._pattern is None or not texts:
            return found
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        index = {start: i for i, start in enumerate(starts)}
        for a, b in found_by(self._pattern, plain("\n".join(texts))):  # no name holds a line break
            i = index.get(a)
            if i is not None and b == starts[i + 1] - 1 and (mode := self._mode_of(texts[i])):
                found[i] = mode
        return found

    def _look_up(self, seen: str) -> str | None:
        for mode, name in self._modes.get(_key(seen), ()):
            # "Go" and "C" are names, "go" is a verb.
            if len(name) > 3 or name.islower() or name == seen:
                return mode
        return None


@lru_cache(maxsize=16)
def names_of(modes: tuple[Mode, ...]) -> Names:
    """Return the compiled names of `modes`."""
    return Names(modes)


def find_mentions(document: Document, names: Names, prose: bytes) -> list[Mention]:
    """Return the mentions on a page, in order; names inside paths, ids and longer code are none."""
    found = [
        Mention(a, b, mode, _is_linked(document, a, b)) for a, b, mode in names.find(document.view, prose)
    ]
    for i, mode in names.alone([document.text(*span) for span in document.names]).items():
        start, end = document.names[i]
        found.append(Mention(start, end, mode, _is_linked(document, start, end)))
    found.sort(key=attrgetter("start"))
    return found


def _is_linked(document: Document, start: int, end: int) -> bool:
    """Say whether a name stands in a link that says more: "[Node profile](node.md)" names a page, no mode."""
    link = document.link_at(start)
    rest = document.view[link.start : start] + document.view[end : link.end] if link else ""
    return any(map(str.isalnum, rest))


def modes_in_code(document: Document, names: Names) -> Mapping[int, list[tuple[int, str]]]:
    """Return the modes that blocks of code name, each with where, by the offset of the block."""
    blocks = [node for node in document.nodes if node.kind == "code"]
    # At once, as no name goes on in the next line; what stands around a name is not asked for beyond it.
    code = "\n".join([document.text(node.start, node.end) for node in blocks])
    ends = list(accumulate(node.end - node.start + 1 for node in blocks))
    found: dict[int, list[tuple[int, str]]] = {}
    for start, _, mode in names.find(code, plain(code)):
        i = bisect_right(ends, start)
        begin = ends[i - 1] if i else 0
        found.setdefault(blocks[i].start, []).append((start - begin + blocks[i].start, mode))
    return found


def own_mode(names: Names, path: str, title: str) -> str | None:
    """Guess the page's mode from its file name, then from its title; None where it is not clear."""
    stem = re.sub(r"[_\W]+", " ", path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    for text in (stem, title):
        seen = {mode for _, _, mode in names.find(text, plain(text))}
        if len(seen) == 1:
            return seen.pop()
        if seen:
            return None
    return None


def _distinct(names: Sequence[str]) -> list[str]:
    """Leave out what is only the lower case of another name: "go" beside "Go"."""
    cased = {name.lower() for name in names if not name.islower()}
    return [name for name in names if name not in cased]


def _key(name: str) -> str:
    return " ".join(re.split(r"[\s-]+", unicodedata.normalize("NFC", name).casefold())).strip()


def _pattern(name: str) -> str:
    words = re.split(r"[\s-]+", unicodedata.normalize("NFC", name).strip())
    return "[ -]+".join("".join(map(_letter, word)) for word in words)


def _letter(char: str) -> str:
    # A letter with an accent may be written as two characters; the second one is \x03 in plain prose.
    return re.escape(plain(char).decode()) + ("" if char.isascii() else r"\x03?")


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before.isalnum() or before == "_") and text[start : start + 1].isalnum():
        return True
    if after and unicodedata.combining(after):
        return True
    if not (after.isalnum() or after == "_") or not text[end - 1 : end].isalnum():
        return False
    # A plural "s" ends the word; any other letter makes it another word.
    return not (after in "sS" and not text[end + 1 : end + 2].isalnum())


def _glued(text: str, start: int, end: int) -> bool:
    """Say whether the name is part of a path, an id, a file name or a call."""
    before, after = text[start - 1 : start], text[end : end + 1]
    far_before, far_after = text[max(0, start - 2) : max(0, start - 1)], text[end + 1 : end + 2]
    if after == "/" or before == "/":
        return not _pair(text, start, end)
    if after == "-" and re.match(r"-[^\W_]*\d", text[end : end + 12]):
        return True
    if after in (".", ":") and (far_after.isalnum() or far_after == ":"):
        return True
    if before in (".", ":", "-") and (far_before.isalnum() or far_before == before) and before != "-":
        return True
    return before in _GLUE or after in _GLUE if before or after else False


def _pair(text: str, start: int, end: int) -> bool:
    """Say whether a slash stands between two words, as in "Rust/Python", and not in a path."""
    left = re.search(r"[^\s]*$", text[max(0, start - 60) : start])
    right = re.match(r"[^\s]*", text[end : end + 60])
    word = (left.group() if left else "") + text[start:end] + (right.group() if right else "")
    return word.count("/") == 1 and not re.search(r"[._\d]/|/[._]|\.\w", word)
