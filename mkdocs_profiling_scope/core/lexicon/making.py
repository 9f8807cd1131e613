"""What is made of the TOML files of the lexicon, once for all runs, and kept in `made.json`."""

from __future__ import annotations

import itertools
import json
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
_PHRASE = re.compile(r"[a-z0-9]+(?:[ '][a-z0-9]+)*")


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
    hints = {name: entry["hint"] for name, entry in roles.items() if "hint" in entry}
    why |= {f"hint {name}": hint for name, hint in hints.items()}
    phrases: dict[str, set[str]] = {}
    for name, entry in cues.items():
        for phrase in itertools.chain.from_iterable(map(_expand, entry["cues"])):
            phrases.setdefault(phrase, set()).add(name)
    return {
        "made_from": checksum(sources),
        "why": why,
        "roles": {title: name for name, entry in roles.items() for title in entry["headings"]},
        "hints": list(hints),
        **_for_search({phrase: _classes(phrase, phrases) for phrase in sorted(phrases)}),
        "patterns": {name: entry["pattern"] for name, entry in patterns.items()},
        "english": languages["english"],
        "other": list(itertools.chain.from_iterable(languages["other"].values())),
    }


def as_json(made: Mapping[str, Any]) -> str:
    """Return `made` as JSON with a line for each entry of a table, so that a change of it can be read."""
    return _lines({name: _table(value) for name, value in made.items()}) + "\n"


def _table(value: Any) -> str:
    if isinstance(value, dict):
        return _lines({name: _dumps(entry) for name, entry in value.items()})
    return _dumps(value)


def _lines(written: Mapping[str, str]) -> str:
    return "\n".join(["{", ",\n".join(f"{_dumps(name)}: {value}" for name, value in written.items()), "}"])


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _expand(phrase: str) -> Iterator[str]:
    if "(" not in phrase:
        yield phrase
        return
    pieces = [part.split("|") if i % 2 else [part] for i, part in enumerate(_GROUP.split(phrase))]
    for choice in itertools.product(*pieces):
        yield " ".join("".join(choice).split())


def _classes(phrase: str, classes: Mapping[str, set[str]]) -> str:
    """Return the classes of a phrase and of all shorter ones inside it, which it hides."""
    found = set(classes[phrase])
    if "elsewhere" in found:  # says of the shorter ones that they are not meant
        return " ".join(sorted(found))
    words = phrase.split()
    for i in range(len(words)):
        for j in range(i + 1, len(words) + 1):
            found |= classes.get(" ".join(words[i:j]), set())
    if "opportunity" in classes[phrase]:
        found -= {"proposal"} - classes[phrase]  # who sees room for improvement proposes none yet
    return " ".join(sorted(found))


def _for_search(classes: Mapping[str, str]) -> dict[str, Any]:
    """Return what `Phrases` needs: phrases word by word, and those with numbers as a pattern."""
    counted = {phrase: found for phrase, found in classes.items() if "#" in phrase}
    tree: dict[str, Any] = {}
    for phrase in classes.keys() - counted.keys():
        if not _PHRASE.fullmatch(phrase):
            raise ValueError(f"{phrase!r}: a phrase consists of letters, digits, blanks, apostrophes and #")
        at = tree
        for word in phrase.replace("'", " '").split():
            # What follows an apostrophe counts as a word that begins with it, and is seen as one without.
            at.setdefault(word.removeprefix("'"), {})
            at = at.setdefault(word, {})
        at[""] = classes[phrase]
    return {
        "phrases": _in_order(tree),
        "counted": counted,
        "counting": _pattern(counted),
        "before numbers": sorted({words[0] for words in map(str.split, counted) if "#" not in words[0]}),
        "number": _NUMBER,
    }


def _in_order(tree: Mapping[str, Any]) -> dict[str, Any]:
    return {word: rest if word == "" else _in_order(rest) for word, rest in sorted(tree.items())}


_Words = dict[str, "_Words"]  # the phrases that begin alike, by the word that follows; "" where one ends


def _pattern(phrases: Iterable[str]) -> str:
    """Return a pattern for phrases; what begins or goes on alike is there once."""
    begin: _Words = {}
    for phrase in phrases:
        at = begin
        for word in phrase.split():
            at = at.setdefault(word, {})
        at[""] = {}
    return _any(begin)


def _any(words: _Words) -> str:
    alike: dict[str, list[str]] = {}
    for word, rest in words.items():
        if word:
            alike.setdefault(_after(word, rest), []).append(word.replace("#", _NUMBER))
    return "|".join(f"(?:{'|'.join(group)}){after}" for after, group in alike.items())


def _after(word: str, rest: _Words) -> str:
    end = r"\b" if word[-1].isalnum() else ""
    more = _any(rest)
    if not more:
        return end
    return f"(?:[ -]+(?:{more}){f'|{end}' if '' in rest else ''})"
