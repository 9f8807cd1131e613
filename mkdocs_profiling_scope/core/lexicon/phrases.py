"""Finds phrases in prose by their words: a look at a table for each word, and hardly anything to compile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import compress
from typing import Any

# Letters in lower case, digits and low lines; a blank for all else.
_WORDS = "".join([char.lower() if char.isalnum() or char == "_" else " " for char in map(chr, range(128))])
_TABLE = _WORDS.ljust(256).encode("ascii")
_DIGITS = re.compile("[0-9.,]*")
_NOTHING: Mapping[str, Any] = {}
_END = ""  # leads from the last word of a phrase to its classes
Hit = tuple[tuple[int, int], tuple[str, ...]]  # where a phrase starts and ends, and its classes


class Phrases:
    """Phrases with their classes; of those that overlap, the first counts, the longest that begins there."""

    def __init__(self, made: Mapping[str, Any]) -> None:
        """`made` is what `making.make` returns."""
        self._phrases: Mapping[str, Any] = made["phrases"]
        self._firsts = frozenset(self._phrases)
        self._counted: Mapping[str, str] = made["counted"]
        self._before_numbers = frozenset(made["before numbers"])
        # What stands between one of these and its number, if anything does.
        self._between = frozenset([phrase.split()[1] for phrase in self._counted if "#" not in phrase[:2]])
        self._counting = re.compile(made["counting"])
        self._number = made["number"]
        self._counted_as = lru_cache(maxsize=4096)(self._look_up)
        self._named = _Split()

    def find(self, prose: bytes) -> list[Hit]:
        """Find phrases in plain prose (see `plain.plain`), in order of their start."""
        text = f"{prose.lower().decode('ascii')} "
        flat = prose.translate(_TABLE).decode("ascii")
        words = flat.split()
        different = frozenset(words)
        # In these, or after them, a number may count.
        numbers = {word for word in different if not word.isalpha()}
        counting, on_the_way = numbers | (different & self._before_numbers), numbers | self._between
        wanted = {word: f" {word} " for word in counting | (different & self._firsts)}
        words.append("")
        tree_of, place = self._phrases.get, f" {flat} ".index
        found: list[Hit] = []
        at, done, counted = -1, 0, _Counted(self._counting, text)
        for i in compress(range(len(words)), map(wanted.__contains__, words)):
            word, follows = words[i], words[i + 1]
            # None that is wanted is left out, so that the next one that reads so is this one.
            at = place(wanted[word], at + 1)
            if at < done:
                continue
            tree = tree_of(word, _NOTHING)
            if follows in tree:
                end, classes = _longest(tree, text, words, i, at + len(word))
            elif _END in tree:
                end, classes = at + len(word), tree[_END]
            elif word in counting:
                end, classes = at, ""
            else:
                continue
            counts = word in numbers or (follows in on_the_way and word in counting)
            if counts and (last := counted.end(at, at + len(word))) > end:
                end, classes = last, self._counted_as(text[at:last])
                if text[last].isalnum() and text[last - 1].isalnum():
                    classes = ""
                done = last
            if classes:
                found.append(((at, end), self._named[classes]))
                done = end
        return found

    def _look_up(self, words: str) -> str:
        # Numbers first: the hyphen of "20-56x" is a part of one.
        phrase = re.sub("[ -]+", " ", re.sub(self._number, "#", words))
        return self._counted.get(phrase, "")


class _Counted:
    """Looks for phrases with numbers in a text, from its beginning to its end."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._match, self._text = pattern.match, text
        self._none_before = 0

    def end(self, start: int, after: int) -> int:
        """Return where the phrase ends that begins with the word from `start` to `after`; -1 if none does."""
        if start < self._none_before:
            return -1
        if match := self._match(self._text, start):
            return match.end()
        if self._text[after] in ".,":
            # Where a number begins no phrase, none begins later in it: it would end like this one. So a
            # million digits are not read a million times.
            run = _DIGITS.match(self._text, start)
            self._none_before = run.end() if run else start
        return -1


def _longest(tree: Mapping[str, Any], text: str, words: list[str], i: int, end: int) -> tuple[int, str]:
    """Return the end of the longest phrase that begins with a word, and its classes; none if none does.

    Args:
        tree: how phrases go on after the word.
        text: all prose, in lower case.
        words: all its words.
        i: which of them it is.
        end: where that ends.
    """
    last, classes = 0, ""
    rest: Mapping[str, Any] | None = tree
    while rest is not None:
        if _END in rest:
            last, classes = end, rest[_END]
        i += 1
        follows = words[i]
        start = text.index(follows, end)
        gap = text[end:start]
        if not follows:
            break
        if gap == "'":
            rest = rest.get(f"'{follows}")
        elif gap.strip(" -"):
            break
        else:
            rest = rest.get(follows)
        end = start + len(follows)
    return last, classes


class _Split(dict[str, tuple[str, ...]]):
    """Classes by the text that names them, one blank between two."""

    def __missing__(self, names: str) -> tuple[str, ...]:
        self[names] = tuple(names.split())
        return self[names]
