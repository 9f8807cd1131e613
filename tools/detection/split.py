"""Which owners of the labelled documents are held back: never looked at, only measured.

A third, decided by a hash of the owner's name before any document was read, so that nobody chose.
The documents of the project that the notes come from are always among those that may be looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data import Labelled

FOLDS = 6


def held_back(owner: str) -> bool:
    """Say whether the documents of `owner` are held back."""
    return hashlib.sha256(owner.lower().encode()).digest()[0] % 3 == 0


def folds(docs: Sequence[Labelled]) -> list[list[Labelled]]:
    """Divide documents by their owners, for cross-validation."""
    owners = {owner: i for i, owner in enumerate(sorted({d.owner for d in docs}))}
    return [[d for d in docs if owners[d.owner] % FOLDS == k] for k in range(FOLDS)]
