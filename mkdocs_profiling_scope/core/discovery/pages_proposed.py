"""A proposal for `pages`: folders and files whose names say that they profile or propose."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

_PROFILING_FOLDER = re.compile(r"^(profil(e|es|ing)|perf|performance|bench(marks?|marking)?)$", re.IGNORECASE)
_PROFILING_FILE = re.compile(
    r"profil(e|es|ing)|flame.?graph|hot.?spot|(?<![a-z])(bench(marks?|marking)?|perf(ormance)?)(?![a-z])",
    re.IGNORECASE,
)
# Says how to be fast or how to measure, not what was measured.
_ADVICE = re.compile(r"tun(e|ing)|optimi[sz]|improv|tips?|test|monitor|practice|high.?perf", re.IGNORECASE)
_PROPOSAL = re.compile(r"proposal|(optimi[sz]ation|performance|perf).*(plan|rfc|roadmap|idea)", re.IGNORECASE)
_PROPOSALS_FOLDER = re.compile(r"^(proposals?|rfcs?|keps?)$", re.IGNORECASE)
_GENERAL = re.compile(r"^(readme|index)$|guide|how.?to", re.IGNORECASE)
_NAMED_PROPOSAL = re.compile(r"[\w./-]*[A-Za-z]+[_-]PROPOSALS?\.md", re.IGNORECASE)
_NEW_PROPOSAL = "OPTIMIZATION_PROPOSAL.md"


@dataclass(frozen=True, slots=True)
class ProposedPage:
    """An entry of `pages`, and why it is proposed."""

    match: str
    scope: str
    mode: str | None
    why: str

    @property
    def mapping(self) -> dict[str, str]:
        """Return the entry as settings have it."""
        mode = {"mode": self.mode} if self.mode else {}
        return {"match": self.match, "scope": self.scope, **mode}


def propose_pages(pages: Mapping[str, str], mode_of: Callable[[str], str | None]) -> tuple[ProposedPage, ...]:
    """Propose entries for the documents `pages`, text by path; what is special comes before its folder."""
    proposals = [path for path in sorted(pages) if _PROPOSAL.search(stem(path))]
    found = [ProposedPage(path, "proposal", None, "its name says so") for path in proposals]
    left = [path for path in sorted(pages) if path not in proposals]
    folders: dict[str, list[str]] = {}
    for path in left:
        if folder := _profiling_folder(path):
            folders.setdefault(folder, []).append(path)
    for folder, inside in folders.items():
        found += _folder(folder, inside, mode_of)
    outside = [p for p in left if not _profiling_folder(p) and _profiles(stem(p))]
    for path in outside:
        if any(map(_PROPOSALS_FOLDER.match, path.split("/")[:-1])):
            found.append(ProposedPage(path, "proposal", None, "its folder says so"))
        else:
            found.append(ProposedPage(path, "profiling", mode_of(path), "its name says so"))
    if found and all(page.scope != "proposal" for page in found):
        found += _named(pages, [page.match for page in found])
    return tuple(found)


def stem(path: str) -> str:
    """Return the name of a file without folder and suffix."""
    return posixpath.splitext(posixpath.basename(path))[0]


def _profiles(name: str) -> bool:
    return bool(_PROFILING_FILE.search(name)) and not (_ADVICE.search(name) or _GENERAL.search(name))


def _profiling_folder(path: str) -> str | None:
    parts = path.split("/")[:-1]
    for i, part in enumerate(parts):
        if _PROFILING_FOLDER.match(part):
            return "/".join(parts[: i + 1])
    return None


def _folder(folder: str, inside: list[str], mode_of: Callable[[str], str | None]) -> Iterable[ProposedPage]:
    general = [path for path in inside if _GENERAL.search(stem(path))]
    modes = {path: mode_of(path) for path in inside if path not in general}
    counts = Counter(mode for mode in modes.values() if mode)
    usual = counts.most_common(1)[0][0] if counts else None
    for path in general:
        yield ProposedPage(path, "profiling", None, "is about no mode in particular")
    for mode in sorted(set(counts) - {usual}):
        paths = [path for path, of in modes.items() if of == mode]
        others = [path for path in inside if path not in paths]
        for match in _globs(paths, others):
            yield ProposedPage(match, "profiling", mode, "names this mode")
    why = f"{len(inside)} document{'' if len(inside) == 1 else 's'}"
    if usual:
        why += f", {counts[usual]} of them name{'s' if counts[usual] == 1 else ''} this mode"
    yield ProposedPage(f"{folder}/**", "profiling", usual, why)


def _globs(paths: list[str], others: list[str]) -> list[str]:
    """Return one glob for `paths` if they begin with a word that no other page has, else each."""
    prefix = re.match(r".*[_-]", _beginning(paths))
    if len(paths) > 1 and prefix and not any(other.startswith(prefix[0]) for other in others):
        return [f"{prefix[0]}*.md"]
    return paths


def _beginning(paths: list[str]) -> str:
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*paths, strict=False))
    return "".join(letters[0] for letters in same)


def _named(pages: Mapping[str, str], matches: list[str]) -> list[ProposedPage]:
    """Return the proposal that does not exist yet: as documents speak of it, or beside the profiles."""
    folder = posixpath.dirname(matches[-1].removesuffix("/**"))
    name, why = _NEW_PROPOSAL, "refactor writes it"
    for path, text in sorted(pages.items()):
        if found := _NAMED_PROPOSAL.search(text):
            name, why = posixpath.basename(found[0]), f"{path} names it"
            break
    return [ProposedPage(posixpath.join(folder, name), "proposal", None, f"does not exist yet; {why}")]
