"""The groups of documents that the report speaks of, in its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.detection.corpus import KINDS, STYLES, About
from bench.detection.matching import Measured

Belongs = Callable[[About], bool]
Group = tuple[str, Belongs]

PROFILES = (1, 2)  # profiling and mixed pages: where the tool lives
TUNED: Group = ("tuned owners", lambda about: not about.is_held_back)
HELD_BACK: Group = ("held-back owners", lambda about: about.is_held_back)
PARTS = (TUNED, HELD_BACK)


def _with(field: str, value: object) -> Belongs:
    return lambda about: bool(getattr(about, field) == value)


def _profiles(belongs: Belongs) -> Belongs:
    return lambda about: belongs(about) and about.kind in PROFILES


SECTIONS: tuple[tuple[str, tuple[Group, ...]], ...] = (
    ("", (("all documents", lambda about: True),)),
    ("by corpus", tuple((name, _with("corpus", name)) for name in ("mrrc", "wild"))),
    ("by part", PARTS),
    ("by part, only kinds 1 and 2", tuple((name, _profiles(belongs)) for name, belongs in PARTS)),
    ("by kind of document", tuple((f"{kind} {name}", _with("kind", kind)) for kind, name in KINDS.items())),
    ("by writing style", tuple((name, _with("style", style)) for style, name in STYLES.items())),
)


def members(documents: Sequence[Measured], group: Group) -> list[Measured]:
    """Return the documents of a group."""
    return [document for document in documents if group[1](document.about)]


def only_profiles(documents: Sequence[Measured]) -> list[Measured]:
    """Return the documents of kinds 1 and 2."""
    return [document for document in documents if document.about.kind in PROFILES]
