"""The lexicon: classes of cue phrases and number patterns, read from the TOML files beside this one."""

from __future__ import annotations

import itertools
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

import re2

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_GROUP = re.compile(r"\(([^()]*)\)")
_NUMBER = r"~?[0-9][0-9.,]*[kmg]?(?:[ ]*(?:-|to)[ ]*[0-9][0-9.,]*[kmg]?)?"
_NUMBER_SEEN = re.compile(_NUMBER)
_RUN = re.compile(r"(?:\[[\w.,-]+\][*+]?)+")
_GAP_SEEN = re.compile(r"[ -]+")
_NUMBERING = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*|[ivx]+|[a-z])[.):]\s+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_NOT_TITLE = re.compile(r"[^a-z0-9/&' -]+")


Hit = tuple[tuple[int, int], tuple[str, ...]]  # where a cue starts and ends, and its classes


class Lexicon:
    """All cues in one linear-time pattern, and the usual headings; build it with `load_lexicon`."""

    def __init__(self, cues: dict[str, Any], patterns: dict[str, Any], roles: dict[str, Any]) -> None:
        self.why: dict[str, str] = {name: entry["why"] for name, entry in (cues | patterns).items()}
        self.why |= {f"{name}s": entry["several"] for name, entry in patterns.items() if "several" in entry}
        self.why |= {f"role {name}": entry["why"] for name, entry in roles.items()}
        self._roles = {title: name for name, entry in roles.items() for title in entry["headings"]}
        phrases: dict[str, set[str]] = {}
        for name, entry in cues.items():
            for phrase in itertools.chain.from_iterable(map(_expand, entry["cues"])):
                phrases.setdefault(phrase, set()).add(name)
        # The longest phrase hides the shorter ones inside it, so it takes over their classes.
        self._classes = {phrase: _classes(phrase, phrases) for phrase in phrases}
        options = re2.Options()
        options.longest_match = True
        options.max_mem = 64 << 20
        # Bytes in lower case instead of any text in any case: half as long to compile.
        options.encoding = re2.Options.Encoding.LATIN1
        self._cues = re2.compile(_pattern(phrases).encode("ascii"), options)
        self._classes_of = lru_cache(maxsize=4096)(self._look_up)
        self._patterns = [((name,), _compile(entry["pattern"])) for name, entry in patterns.items()]

    def hits(self, prose: bytes) -> list[Hit]:
        """Find the cues in plain prose (see `plain.plain`), one byte a character, in order of their start."""
        found: list[Hit] = []
        lower = prose.lower()
        classes_of = self._classes_of
        for match in self._cues.finditer(lower):
            start, end = place = match.span()
            if lower[end : end + 1].isalnum() and lower[end - 1 : end].isalnum():
                continue
            if classes := classes_of(lower[start:end]):
                found.append((place, classes))
        for names, pattern in self._patterns:
            found += [(match.span(), names) for match in pattern.finditer(prose)]
        found.sort(key=itemgetter(0))
        return found

    def role(self, heading: str) -> str | None:
        """Name what a section is for, if its heading is, as a whole, one of the usual ones."""
        title = _ASIDE.sub("", _NUMBERING.sub("", heading.lower().strip()))
        return self._roles.get(" ".join(_NOT_TITLE.sub(" ", title).split()))

    def _look_up(self, words: bytes) -> tuple[str, ...]:
        phrase = words.decode()
        if not phrase.isalpha():
            phrase = _GAP_SEEN.sub(" ", phrase)
            if phrase not in self._classes:
                phrase = _NUMBER_SEEN.sub("#", phrase)
        return self._classes.get(phrase, ())


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon that comes with the package."""
    return Lexicon(*(tomllib.loads(_data(name)) for name in ("cues.toml", "patterns.toml", "roles.toml")))


@cache
def function_words() -> tuple[frozenset[str], frozenset[str]]:
    """Read the words by which English is told from other languages: those of English, those of others."""
    data = tomllib.loads(_data("languages.toml"))
    return frozenset(data["english"]), frozenset(itertools.chain.from_iterable(data["other"].values()))


def _compile(pattern: str) -> Any:
    # A run of characters is linear in any engine, and `re` finds it faster.
    return re.compile(pattern.encode()) if _RUN.fullmatch(pattern) else re2.compile(pattern)


def _data(name: str) -> str:
    data = pkgutil.get_data(__name__, name)
    if data is None:
        raise RuntimeError(f"the package is incomplete: {name} is missing")
    return data.decode()


def _expand(phrase: str) -> Iterator[str]:
    if "(" not in phrase:
        yield phrase
        return
    pieces = [part.split("|") if i % 2 else [part] for i, part in enumerate(_GROUP.split(phrase))]
    for choice in itertools.product(*pieces):
        yield " ".join("".join(choice).split())


def _classes(phrase: str, classes: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the classes of a phrase and of all shorter ones inside it."""
    found = set(classes[phrase])
    words = phrase.split()
    for i in range(len(words)):
        for j in range(i + 1, len(words) + 1):
            found |= classes.get(" ".join(words[i:j]), set())
    return tuple(sorted(found))


_Words = dict[str, "_Words"]  # the phrases that begin alike, by the word that follows; "" where one ends


def _pattern(phrases: Iterable[str]) -> str:
    """Return a pattern for phrases; those that begin alike share it, which makes it quicker to compile."""
    begin: _Words = {}
    for phrase in phrases:
        at = begin
        for word in phrase.split():
            at = at.setdefault(word, {})
        at[""] = {}
    return rf"\b(?:{'|'.join(_words(word, rest) for word, rest in begin.items())})"


def _words(word: str, rest: _Words) -> str:
    pattern = word if word.isalpha() else re.escape(word).replace(r"\#", _NUMBER).replace("#", _NUMBER)
    end = r"\b" if word[-1].isalnum() else ""
    more = "|".join(_words(other, after) for other, after in rest.items() if other)
    if not more:
        return pattern + end
    return f"{pattern}(?:[ -]+(?:{more}){f'|{end}' if '' in rest else ''})"
