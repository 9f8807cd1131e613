"""Prose for pattern matching: one byte a character, so that byte offsets are character offsets."""

from __future__ import annotations

import unicodedata
from functools import cache

_KNOWN = dict.fromkeys("→⇒➜➔", "\x01") | dict.fromkeys("×✕", "x") | dict.fromkeys("‘’", "'")
_KNOWN |= dict.fromkeys("“”", '"') | dict.fromkeys("–—−‑", "-") | dict.fromkeys("≈∼", "~")
_KNOWN |= dict.fromkeys("µμ", "u") | dict.fromkeys("\u00a0\u2009\u202f", " ") | {"…": ".", "％": "%"}
_KNOWN |= dict.fromkeys("✅✔☑🗸🎉", "\x04") | dict.fromkeys("❌✗✘✖⛔", "\x05")
_KNOWN |= dict.fromkeys("🚧⏳🔄📋🔜🔲⬜☐📝", "\x06")

_ASCII = bytes(range(128))
FEW = 40  # different characters, up to which it is quicker to look for one after the other


class _Table(dict[int, str]):
    """Maps a character to an ASCII one as it is met: known symbols, base letters, else a stand-in."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code < 128:
            plain = char
        elif char in _KNOWN:
            plain = _KNOWN[char]
        else:
            base = unicodedata.normalize("NFD", char)[0]
            plain = base if base < "\x80" else "\x02" if char.isalnum() else "\x03"
        self[code] = plain
        return plain


@cache
def _table() -> _Table:
    return _Table()


def plain(text: str) -> bytes:
    """Return `text` with every character replaced by one ASCII byte of like meaning."""
    if not text.isascii():
        foreign = foreign_characters(text)
        if len(foreign) > FEW:
            return text.translate(_table()).encode("ascii")
        for char in foreign:
            text = text.replace(char, _table()[ord(char)])
    return text.encode("ascii")


def foreign_characters(text: str) -> set[str]:
    """Return the characters of `text` that are not in ASCII."""
    codes = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return set(codes.decode("utf-8", "surrogatepass"))


def occurrences(text: str, words: str) -> list[int]:
    """Return where `words` begin in `text`, which takes a twentieth of what a pattern of `re` does."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
