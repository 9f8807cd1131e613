"""Prose for pattern matching: one byte a character, so that byte offsets are character offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_KNOWN = dict.fromkeys("→⇒➜➔", "\x01") | dict.fromkeys("×✕", "x") | dict.fromkeys("‘’", "'")
_KNOWN |= dict.fromkeys("“”", '"') | dict.fromkeys("–—−‑", "-") | dict.fromkeys("≈∼", "~")
_KNOWN |= dict.fromkeys("µμ", "u") | dict.fromkeys("\u00a0\u2009\u202f", " ") | {"…": ".", "％": "%"}
_KNOWN |= dict.fromkeys("✅✔☑🗸🎉", "\x04") | dict.fromkeys("❌✗✘✖⛔", "\x05")
_KNOWN |= dict.fromkeys("🚧⏳🔄📋🔜🔲⬜☐📝", "\x06")

_FOREIGN = re.compile(r"[^\x00-\x7f]+")


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
        text = _FOREIGN.sub(_translate, text)
    return text.encode("ascii")


def _translate(foreign: re.Match[str]) -> str:
    return foreign[0].translate(_table())
