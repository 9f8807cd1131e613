"""What is made of the TOML files of the lexicon, once for all runs, and kept in `made.json`."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs_profiling_scope.core.lexicon import checksum

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

# A number in a phrase, which `#` stands for.
_NUMBER = r"~?[0-9][0-9.,]*[kmg]?(?:[ ]*(?:-|to)[ ]*[0-9][0-9.,]*[kmg]?)?"
_GROUP = re.compile(r"\(([^()]*)\)")


def make(sources: Mapping[str, bytes]) -> dict[str, Any]:
    """Return all that `Lexicon` and `function_words` need, as values of JSON.

    Args:
        sources: the content of the TOML files, by name.
    """
    cues, patterns, roles, languages = (
        tomllib.loads(sources[name].decode()) for name in ("cues", "patterns", "roles", "languages")
    )
    why = {name: entry["why"] for name, entry in (cues | patterns).items()}
    why |= {f"{name}s": entry["several"] for name, entry in patterns.items() if "several" in entry}
    why |= {f"role {name}": entry["why"] for name, entry in roles.items()}
    phrases: dict[str, set[str]] = {}
    for name, entry in cues.items():
        for phrase in itertools.chain.from_iterable(map(_expand, entry["cues"])):
            phrases.setdefault(phrase, set()).add(name)
    return {
        "made_from": checksum(sources),
        "why": why,
        "roles": {title: name for name, entry in roles.items() for title in entry["headings"]},
        # The longest phrase hides the shorter ones inside it, so it takes over their classes.
        "classes": {phrase: _classes(phrase, phrases) for phrase in sorted(phrases)},
        "cues": _pattern(phrases),
        "number": _NUMBER,
        "patterns": {name: entry["pattern"] for name, entry in patterns.items()},
        "english": languages["english"],
        "other": list(itertools.chain.from_iterable(languages["other"].values())),
    }


def _expand(phrase: str) -> Iterator[str]:
    if "(" not in phrase:
        yield phrase
        return
    pieces = [part.split("|") if i % 2 else [part] for i, part in enumerate(_GROUP.split(phrase))]
    for choice in itertools.product(*pieces):
        yield " ".join("".join(choice).split())


def _classes(phrase: str, classes: Mapping[str, set[str]]) -> str:
    """Return the classes of a phrase and of all shorter ones inside it, one blank between two."""
    found = set(classes[phrase])
    words = phrase.split()
    for i in range(len(words)):
        for j in range(i + 1, len(words) + 1):
            found |= classes.get(" ".join(words[i:j]), set())
    if "opportunity" in classes[phrase]:
        found -= {"proposal"} - classes[phrase]  # who sees room for improvement proposes none yet
    return " ".join(sorted(found))


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
