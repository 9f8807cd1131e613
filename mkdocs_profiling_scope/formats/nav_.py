"""The two sections of the nav as configuration, for hosts in which no plugin can build them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Union

_PLAIN = re.compile(r"[A-Za-z](?:[\w./ -]*[\w./])?", re.ASCII)
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})  # YAML reads more into them

Entry = Union[str, Mapping[str, Sequence["Entry"]]]  # noqa: UP007  # a page, or a section


def yaml(entries: Sequence[Entry]) -> str:
    """Return `nav` for `mkdocs.yml`."""
    return "\n".join(["nav:", *_yaml(entries, "  ")]) + "\n"


def toml(entries: Sequence[Entry]) -> str:
    """Return `nav` for `zensical.toml`."""
    return f"nav = [\n{_toml(entries, '  ')}]\n"


def _yaml(entries: Sequence[Entry], indent: str) -> list[str]:
    lines = []
    for entry in entries:
        if isinstance(entry, str):
            lines.append(f"{indent}- {_bare(entry)}")
        else:
            for title, below in entry.items():
                lines += [f"{indent}- {_bare(title)}:", *_yaml(below, f"{indent}    ")]
    return lines


def _toml(entries: Sequence[Entry], indent: str) -> str:
    lines = []
    for entry in entries:
        if isinstance(entry, str):
            lines.append(f"{indent}{_quoted(entry)},\n")
        else:
            for title, below in entry.items():
                lines.append(f"{indent}{{ {_quoted(title)} = [\n{_toml(below, indent + '  ')}{indent}] }},\n")
    return "".join(lines)


def _bare(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    # What is a string in JSON is the same string in YAML and in TOML; so are these escapes.
    return "".join(
        char
        if char.isprintable()
        else f"\\u{ord(char):04x}"
        if char < "\U00010000"
        else f"\\U{ord(char):08x}"
        for char in json.dumps(text, ensure_ascii=False)
    )
