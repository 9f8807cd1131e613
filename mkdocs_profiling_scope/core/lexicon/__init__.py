"""The lexicon: classes of cue phrases and number patterns, from the TOML files beside this one."""

from __future__ import annotations

import json
import pkgutil
import re
from binascii import crc32
from collections.abc import Mapping
from functools import cache
from operator import itemgetter
from typing import Any

import re2

from mkdocs_profiling_scope.core.lexicon.matching import found_by
from mkdocs_profiling_scope.core.lexicon.phrases import Hit, Phrases

_RUN = re.compile(r"(?:\[[\w.,-]+\][*+]?)+")
_NUMBERING = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*|[ivx]+|[a-z])[.):]\s+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_CUT = re.compile(r"[:–—]|\s-\s")
_LONGEST_FIRST = 60  # characters before that
_FIRST_LETTERS = re.compile(r"[^a-z0-9/&'-]*([a-z]+)")
_COUNTED = re.compile(r"\s*#?(?:\d+|\b[a-z])$")
_NOT_TITLE = re.compile(r"[^a-z0-9/&' -]+")
_LONGEST = 6  # words of a usual heading
_AND_SO_ON = frozenset(("and", "at", "by", "for", "from", "in", "of", "on", "to", "with"))


class Lexicon:
    """All cues, and the usual headings; build it with `load_lexicon`."""

    def __init__(self, made: Mapping[str, Any]) -> None:
        """`made` is what `making.make` returns."""
        self.why: Mapping[str, str] = made["why"]
        self._roles: Mapping[str, str] = made["roles"]
        self._first_letters = frozenset(re.findall("^[a-z]+", "\n".join(self._roles), re.MULTILINE))
        self._hints = frozenset(made["hints"])
        self._phrases = Phrases(made)
        self._patterns = [((name,), _compile(pattern)) for name, pattern in made["patterns"].items()]

    def hits(self, prose: bytes) -> list[Hit]:
        """Find the cues in plain prose (see `plain.plain`), one byte a character, in order of their start."""
        found = self._phrases.find(prose)
        for names, pattern in self._patterns:
            found += [(place, names) for place in found_by(pattern, prose)]
        found.sort(key=itemgetter(0))
        return found

    def role(self, heading: str) -> str | None:
        """Name what a section is for, if its heading is, as a whole, one of the usual ones."""
        title = _bare(heading)
        first = _FIRST_LETTERS.match(title)
        if not first or first[1] not in self._first_letters:  # as most are no usual ones
            return None
        return self._roles.get(" ".join(_NOT_TITLE.sub(" ", title).split())) or self._role_of_first(title)

    def hint(self, heading: str) -> str | None:
        """Name what a heading hints at that ends or begins as a usual one.

        "Siltgrain roadmap" and "Ideas for the reader" do; only for roles that have a `hint` in `roles.toml`.
        """
        words = _NOT_TITLE.sub(" ", _bare(heading).replace("/", " ")).split()
        ends = [words[i:] for i in range(max(1, len(words) - _LONGEST), len(words))]
        begins = [words[:i] for i in range(min(_LONGEST, len(words) - 1), 0, -1) if words[i] in _AND_SO_ON]
        roles = filter(None, (self._roles.get(" ".join(part)) for part in (*ends, *begins)))
        role = next(roles, None)
        return role if role in self._hints else None

    def _role_of_first(self, title: str) -> str | None:
        """Name what "Alternative 2: Several queues" is for, by what stands before the colon or dash."""
        cut = _CUT.search(title, 0, _LONGEST_FIRST)
        return self._roles.get(_COUNTED.sub("", title[: cut.start()].strip())) if cut else None


def _bare(heading: str) -> str:
    """Return a heading in lower case, without its number and what stands in parentheses at its end."""
    title = _NUMBERING.sub("", heading.lower().strip())
    return _ASIDE.sub("", title) if title.endswith((")", "]")) else title


def read_sources() -> dict[str, bytes]:
    """Read the TOML files of the lexicon, by name."""
    return {name: _data(f"{name}.toml") for name in ("cues", "patterns", "roles", "languages")}


def checksum(sources: Mapping[str, bytes]) -> int:
    """Return a checksum of the TOML files, the same with either line end."""
    return crc32(b"\0".join(source.replace(b"\r\n", b"\n") for source in sources.values()))


def up_to_date(made: Mapping[str, Any], sources: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Return `made`, or what is made of `sources` where they have changed since."""
    if made["made_from"] == checksum(sources):
        return made
    from mkdocs_profiling_scope.core.lexicon.making import make  # here, as it takes longer than a small page

    return make(sources)


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon that comes with the package."""
    return Lexicon(_made())


@cache
def function_words() -> tuple[frozenset[str], frozenset[str]]:
    """Read the words by which English is told from other languages: those of English, those of others."""
    made = _made()
    return frozenset(made["english"]), frozenset(made["other"])


@cache
def _made() -> Mapping[str, Any]:
    return up_to_date(json.loads(_data("made.json")), read_sources())


def _compile(pattern: str) -> Any:
    # A run of characters is linear in any engine, and `re` finds it faster.
    return re.compile(pattern.encode()) if _RUN.fullmatch(pattern) else re2.compile(pattern)


def _data(name: str) -> bytes:
    data = pkgutil.get_data(__name__, name)
    if data is None:
        raise RuntimeError(f"the package is incomplete: {name} is missing")
    return data
