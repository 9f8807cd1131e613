"""Inputs in bulk: parts of real pages, changed at random, in a fraction of the time that hypothesis takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from tests.fuzz.properties import KEYS, PIECES, seeds

INDENTS = ("", "  ", "    ", "        ", "\t", "> ", "- ", "1. ", "   > ", "* ")
MARKUP = (
    *"*_`[]()<>!|#-=:~{}&\\\n\r\t +.^$@",
    "```",
    "<!--",
    "-->",
    "---\n",
    "\r\n",
    "\n\n",
    "    ",
    "](",
    "**",
)
ODD = "\x00\x0b\x0c\x1b\x85\xa0\u0301\u200b\u2028\u202e\ud800\ue000\ufeff\U0010f700\U0001f680ßİ全"


def texts(random: Random) -> Iterator[str]:
    """Yield texts without end."""
    lines = seeds()
    while True:
        text = "\n".join(_lines(random, lines))
        for _ in range(random.choice((0, 0, 1, 2, 4, 8))):
            text = random.choice(CHANGES)(random, text)
        yield text


def mappings(random: Random) -> Iterator[dict[str, Any]]:
    """Yield settings without end."""
    while True:
        yield {random.choice(KEYS): _value(random, 3) for _ in range(random.randrange(5))}


def shrunk(text: str, fails: Callable[[str], bool]) -> str:
    """Return the smallest text that leaving parts out of `text` comes to, and that still fails."""
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if fails(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def _lines(random: Random, lines: list[str]) -> Iterator[str]:
    for _ in range(random.randrange(1, 4)):
        indent = random.choice(INDENTS) if random.random() < 0.3 else ""
        if random.random() < 0.5:  # lines that stand together on a real page
            start = random.randrange(len(lines))
            yield from (indent + line for line in lines[start : start + random.randrange(1, 5)])
        else:
            yield indent + random.choice(PIECES)


def _inserted(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice((random.choice(MARKUP), random.choice(ODD))) + text[at:]


def _removed(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.choice((1, 1, 2, 5, 20)) :]


def _repeated(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    part = text[at : at + random.choice((1, 3, 10, 40))]
    return text[:at] + part * random.choice((2, 3, 8)) + text[at + len(part) :]


def _moved(random: Random, text: str) -> str:
    one, other = sorted(random.randrange(len(text) + 1) for _ in range(2))
    return text[one:other] + text[:one] + text[other:]


def _indented(random: Random, text: str) -> str:
    indent = random.choice(INDENTS[1:])
    return "\n".join(indent + line if random.random() < 0.5 else line for line in text.split("\n"))


CHANGES = (_inserted, _inserted, _removed, _repeated, _moved, _indented)


def _value(random: Random, depth: int) -> Any:
    plain = (None, True, 0, -1, 1.5, float("nan"), "", "a", "**", "../x", "\x00", "off", random.choice(KEYS))
    kind = random.randrange(4) if depth else 3
    if kind == 0:
        return [_value(random, depth - 1) for _ in range(random.randrange(3))]
    if kind == 1:
        return {random.choice((*KEYS, "x", 1)): _value(random, depth - 1) for _ in range(random.randrange(4))}
    return random.choice(plain)
