"""The lexicon: classes of cue phrases and number patterns, read from the TOML files beside this one."""

from __future__ import annotations

import itertools
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_GROUP = re.compile(r"\(([^()]*)\)")
_NUMBER = r"~?[0-9][0-9.,]*[kmg]?(?:[ ]?(?:-|to)[ ]?[0-9][0-9.,]*[kmg]?)?"
_NUMBER_SEEN = re.compile(_NUMBER)
_GAP_SEEN = re.compile(r"[ -]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in prose: its offsets and the classes that it belongs to."""

    start: int
    end: int
    classes: tuple[str, ...]


class Lexicon:
    """All cues in one linear-time pattern; build it with `load_lexicon`."""

    def __init__(self, cues: dict[str, Any], patterns: dict[str, Any]) -> None:
        self.why: dict[str, str] = {name: entry["why"] for name, entry in (cues | patterns).items()}
        phrases: dict[str, set[str]] = {}
        for name, entry in cues.items():
            for phrase in itertools.chain.from_iterable(map(_expand, entry["cues"])):
                phrases.setdefault(phrase, set()).add(name)
        # The longest phrase hides the shorter ones inside it, so it takes over their classes.
        self._classes = {
            p: tuple(sorted(set().union(*(phrases.get(q, ()) for q in _parts(p))))) for p in phrases
        }
        options = re2.Options()
        options.longest_match = True
        options.case_sensitive = False
        options.max_mem = 64 << 20
        self._cues = re2.compile(r"\b(?:" + "|".join(map(_pattern, sorted(phrases))) + ")", options)
        self._patterns = [(name, re2.compile(entry["pattern"])) for name, entry in patterns.items()]

    def hits(self, prose: bytes) -> Iterator[Hit]:
        """Find the cues in plain prose (see `plain.plain`), one byte a character."""
        for match in self._cues.finditer(prose):
            end = match.end()
            if end < len(prose) and prose[end : end + 1].isalnum() and prose[end - 1 : end].isalnum():
                continue
            found = _NUMBER_SEEN.sub("#", _GAP_SEEN.sub(" ", match.group().decode().lower()))
            if classes := self._classes.get(found):
                yield Hit(match.start(), end, classes)
        for name, pattern in self._patterns:
            for match in pattern.finditer(prose):
                yield Hit(match.start(), match.end(), (name,))


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon that comes with the package."""
    return Lexicon(*(tomllib.loads(_data(name)) for name in ("cues.toml", "patterns.toml")))


def _data(name: str) -> str:
    data = pkgutil.get_data(__name__, name)
    if data is None:
        raise RuntimeError(f"the package is incomplete: {name} is missing")
    return data.decode()


def _expand(phrase: str) -> Iterator[str]:
    pieces = [part.split("|") if i % 2 else [part] for i, part in enumerate(_GROUP.split(phrase))]
    for choice in itertools.product(*pieces):
        yield " ".join("".join(choice).split())


def _parts(phrase: str) -> Iterator[str]:
    words = phrase.split()
    for i in range(len(words)):
        for j in range(i + 1, len(words) + 1):
            yield " ".join(words[i:j])


def _pattern(phrase: str) -> str:
    pattern = "[ -]+".join(
        re.escape(word).replace(r"\#", _NUMBER).replace("#", _NUMBER) for word in phrase.split()
    )
    return pattern + (r"\b" if phrase[-1].isalnum() else "")
