"""The labelled documents, as they are on disk: texts, declared modes, labels."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_profiling_scope import Settings
from tools.detection.split import held_back

FOLDER = "PROFILING_SCOPE_CORPUS"  # variable of the environment
USUAL = Path(__file__).parents[3] / "shared/corpus"  # beside the repository
KINDS = {1: "profile", 2: "mixed", 3: "proposal", 4: "comparison", 5: "guide", 6: "neutral"}
STYLES = {"human": "human", "ai_assisted_likely": "assisted", "mixed_or_unclear": "mixed or unclear"}

# The project that the notes come from has no index; these are its declared modes.
_MRRC = "docs/design/profiling"
_MRRC_MODES = {
    "rust": ["Rust", "pure Rust", "mrrc", "rayon"],
    "python": ["Python", "Python wrapper", "pymrrc", "PyMRRC", "ProducerConsumerPipeline"],
    "pymarc": ["pymarc"],
}
_MRRC_OWN = {"pymrrc": "python", "PROFILING_GUIDE": None, "README": None}


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader says of a block; lines are 1-based and inclusive."""

    start: int
    end: int
    scope: str  # proposal | opportunity | other | unsure
    comparison: str  # cross | context | none | unsure


@dataclass(frozen=True, slots=True)
class About:
    """Which document it is: of which collection and owner, of which kind, and how it was written."""

    corpus: str
    owner: str
    kind: int
    style: str

    @property
    def is_held_back(self) -> bool:
        """Say whether the document may only be measured."""
        return held_back(self.owner)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its labels."""

    about: About
    modes: Mapping[str, Sequence[str]]  # names by id
    own_mode: str | None
    text: str
    labels: tuple[Label, ...]

    @property
    def settings(self) -> Settings:
        """Return settings that declare the document's modes and nothing else."""
        return Settings.from_mapping({"modes": {m: {"aliases": names} for m, names in self.modes.items()}})


def find_corpus() -> Path | None:
    """Return the folder of the labelled documents, which are no part of the repository; None without them."""
    folder = Path(os.environ.get(FOLDER) or USUAL)
    return folder if (folder / "wild/index.json").is_file() else None


def read_corpus(corpus: Path) -> Iterator[Labelled]:
    """Read all labelled documents below `corpus`, in a fixed order."""
    for name, folder, index in (
        ("mrrc", corpus / "mrrc/before", list(_mrrc(corpus))),
        ("wild", corpus / "wild/docs", json.loads((corpus / "wild/index.json").read_text("utf-8"))),
    ):
        labels = _labels(corpus / name / "labels.jsonl")
        for entry in index:
            about = About(name, entry["repo"].split("/")[0], entry["kind"], entry["style"])
            text = (folder / entry["file"]).read_text("utf-8").replace("\r\n", "\n")
            yield Labelled(about, entry["modes"], entry["own_mode"], text, tuple(labels[entry["file"]]))


def _mrrc(corpus: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((corpus / "mrrc/before" / _MRRC).glob("*.md")):
        own = next((mode for key, mode in _MRRC_OWN.items() if path.name.startswith(key)), "rust")
        yield {
            "file": f"{_MRRC}/{path.name}",
            "repo": "dchud/mrrc",
            "kind": 5 if own is None else 2,
            "style": "ai_assisted_likely",
            "modes": _MRRC_MODES,
            "own_mode": own,
        }


def _labels(path: Path) -> Mapping[str, list[Label]]:
    found: dict[str, list[Label]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["file"]].append(Label(row["start"], row["end"], row["scope"], row["comparison"]))
    return found
