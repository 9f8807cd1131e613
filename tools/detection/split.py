"""Which owners of the labelled documents are held back: never looked at, only measured.

A third, decided by a hash of the owner's name before any document was read, so that nobody chose.
The documents of the project that the notes come from are always among those that may be looked at.
"""

from __future__ import annotations

import hashlib


def held_back(owner: str) -> bool:
    """Say whether the documents of `owner` are held back."""
    return hashlib.sha256(owner.lower().encode()).digest()[0] % 3 == 0
