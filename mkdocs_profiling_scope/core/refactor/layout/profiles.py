"""Profiles: which mode and which variant a page measures, by its name, and what it is to be called."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_profiling_scope.core.settings.settings import Mode

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\dA-Za-z_]+")
# Words that say no more than that something is measured.
_MEASURED = re.compile(
    "profiles?|profiling|results?|performance|perf|bench|benchmarks?|measurements?|report|data|baseline"
    "|detailed|analysis|timings"
)
# Words of pages that are about more than one profile, or that measure nothing.
_OTHER = re.compile(
    "plans?|guide|summary|notes?|readme|index|overview|roadmap|proposals?|todo|template|comparison|compared"
    "|versus|vs|history|changelog|strategy|howto|tutorial|phase|archive|faq|and|[0-9]+"
)
_THREADING = {
    "single_thread": ("single thread", "single threaded", "singlethreaded", "sequential", "serial"),
    "concurrent": ("concurrent", "parallel", "multi thread", "multi threaded", "multithreaded"),
    "async": ("async", "asynchronous"),
}
THREADING = tuple(_THREADING)
_VARIANTS = {words: variant for variant, known in _THREADING.items() for words in known}
_LONGEST = 3  # words of a variant; more is a title


@dataclass(frozen=True, slots=True)
class Profile:
    """A page that measures one variant of one mode; `variant` is empty where there is only one."""

    path: str
    mode: str
    variant: str
    measured: bool  # whether it says anything yet
    settled: bool  # whether it is called as a profile is


def variant_of(words: str, mode: Mode) -> str | None:
    """Return the variant of `mode` that a title or the stem of a file name speaks of.

    Empty for none in particular, None where `words` do not name the mode, or speak of more than a profile.
    """
    seen = _words(words)
    rest = seen
    for name in sorted((_words(name) for name in mode.names), key=len, reverse=True):
        rest = _without(rest, name)
    if rest == seen or any(map(_OTHER.fullmatch, rest)):
        return None
    variant = " ".join(word for word in rest if not _MEASURED.fullmatch(word))
    if variant in _VARIANTS:
        return _VARIANTS[variant]
    return "_".join(variant.split()) if len(variant.split()) <= _LONGEST else None


def is_settled(path: str, mode: Mode) -> bool:
    """Say whether a page is called as a profile is: mode, variant, and that it is one."""
    stem = _stem(path)
    names = "|".join(re.escape(slug) for name in mode.names if (slug := "_".join(_words(name))))
    return re.fullmatch(rf"(?:{names})_(?:.+_)?profile", stem.replace("-", "_")) is not None


class Naming:
    """Knows how the profiles of a project are called."""

    def __init__(self, profiles: Sequence[Profile], modes: Sequence[Mode]) -> None:
        self._modes = {mode.id: mode for mode in modes}
        settled = [p for p in profiles if p.settled]
        self._prefixes = {mode.id: self._prefix(mode, settled) for mode in modes}
        stems = [_stem(p.path) for p in settled or profiles]
        self._glue = "-" if sum("-" in s for s in stems) > sum("_" in s for s in stems) else "_"
        self._folder = _most([posixpath.dirname(p.path) for p in settled or profiles])
        self._suffix = _most([posixpath.splitext(p.path)[1] for p in settled or profiles]) or ".md"

    def path(self, mode: str, variant: str, folder: str | None = None) -> str:
        """Return the path that the profile of a variant gets, in `folder` or where profiles are."""
        parts = [self._prefixes[mode], *variant.split("_"), "profile"]
        name = self._glue.join(part for words in parts for part in words.split("_") if part)
        return posixpath.join(self._folder if folder is None else folder, name + self._suffix)

    def _prefix(self, mode: Mode, settled: Iterable[Profile]) -> str:
        slugs = sorted(("_".join(_words(name)) for name in mode.names), key=len, reverse=True)
        stems = [_stem(p.path).replace("-", "_") for p in settled if p.mode == mode.id]
        used = [next(s for s in slugs if s and stem.startswith(f"{s}_")) for stem in stems]
        return _most(used) or "_".join(_words(mode.title)) or "_".join(_words(mode.id)) or "mode"


def variant_words(variant: str) -> str:
    """Return how a variant is called in a sentence."""
    return variant.replace("_", " ")


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _without(words: list[str], name: list[str]) -> list[str]:
    """Take away a name wherever it stands."""
    left: list[str] = []
    for word in words if name else ():
        left.append(word)
        if left[-len(name) :] == name:
            del left[-len(name) :]
    return left if name else words


def _most(found: Sequence[str]) -> str:
    counts = Counter(found)
    return min(counts, key=lambda one: (-counts[one], one), default="")
