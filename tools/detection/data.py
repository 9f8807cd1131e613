"""The labelled documents, analysed and matched with their labels."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from collect import entries, file_of
from split import held_back

from mkdocs_profiling_scope.core.judgement.overall import traits
from mkdocs_profiling_scope.core.lexicon import load_lexicon
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.signals.gather import Gatherer
from mkdocs_profiling_scope.core.signals.modes import names_of
from mkdocs_profiling_scope.core.signals.signals import PLACE, Shown, Signals
from mkdocs_profiling_scope.core.signals.wording import Telling

MRRC_MODES = {
    "rust": ["Rust", "pure Rust", "mrrc", "rayon"],
    "python": ["Python", "Python wrapper", "pymrrc", "PyMRRC", "ProducerConsumerPipeline"],
    "pymarc": ["pymarc"],
}


@dataclass
class Labelled:
    """A document with its gold labels, one a block: True, False, or None where it does not count."""

    file: str
    owner: str
    kind: int
    style: str
    document: Document
    signals: list[Signals]
    proposing: list[bool | None]
    comparing: list[bool | None]
    has_modes: bool
    own: str | None  # id of the mode that the document is about
    traits: dict[str, float]  # of the whole page, see core/judgement/overall.py


class _AnyWording(dict[str, float]):
    """Every wording counts while it is not known which ones tell something."""

    def __bool__(self) -> bool:
        return True

    def get(self, words: str, default: object = None) -> float:  # type: ignore[override]
        return 1.0


def load(corpus: Path, texts: Path) -> list[Labelled]:
    """Read and analyse all labelled documents below `corpus` and in `texts`.

    Repositories vanish: what is learned without documents that are not in `texts` is said.
    """
    more, missing = [], []
    for entry in entries():
        if (texts / file_of(entry)).exists():
            more.append(entry)
        elif not held_back(entry["repo"].split("/")[0]):
            missing.append(entry)
    print(f"{len(missing)} labelled documents to learn from are not in {texts}", flush=True)
    with ProcessPoolExecutor(2) as beside:
        found = (*_entries(corpus), *_more(texts, more))
        return list(beside.map(labelled, *zip(*found, strict=True), chunksize=16))


def labelled(entry: dict, text: str, rows: list[dict]) -> Labelled:
    """Analyse a document; `rows` are its labels, each with its first and last line."""
    found = _labelled(entry, text, rows)
    for signals in found.signals:  # what is told of places is of no interest here, and takes much memory
        signals.proposing = Shown(dict.fromkeys(signals.proposing, PLACE))
        signals.comparing = Shown(dict.fromkeys(signals.comparing, PLACE))
        signals.sentences, signals.said = [], {}
    return found


def _labelled(entry: dict, text: str, rows: list[dict]) -> Labelled:
    settings = Settings.from_mapping({"modes": {m: {"aliases": a} for m, a in entry["modes"].items()}})
    document = parse(text)
    names = names_of(settings.modes)
    any_word = _AnyWording()
    telling = Telling(any_word, any_word, any_word, any_word)
    gatherer = Gatherer(document, load_lexicon(), names, entry["own_mode"], any_word, telling)
    found = gatherer.gather()
    for signals in found:
        signals.proposing.all()
        signals.comparing.all()
    return Labelled(
        entry["file"],
        entry["repo"].split("/")[0],
        entry["kind"],
        entry["style"],
        document,
        found,
        _gold(document, rows, "scope", "proposal", {"unsure", "opportunity"}),
        _gold(document, rows, "comparison", "cross", {"unsure"}),
        bool(settings.modes),
        entry["own_mode"],
        traits(document, found, gatherer.lower),
    )


_PLAIN = {"scope": "other", "comparison": "none"}  # of what they say nothing of
_MARKS = {
    "P": ("scope", "proposal"),
    "O": ("scope", "opportunity"),
    "PU": ("scope", "unsure"),
    "X": ("comparison", "cross"),
    "C": ("comparison", "context"),
    "XU": ("comparison", "unsure"),
}


def _more(texts: Path, more: Sequence[dict]) -> Iterator[tuple[dict, str, list[dict]]]:
    for entry in more:
        text = (texts / file_of(entry)).read_text(encoding="utf-8")
        rows, after = [], 1
        for lines, marks in entry["labels"].items():
            start, end = map(int, lines.split("-"))
            rows.append({"start": after, "end": start - 1, **_PLAIN})
            rows.append({"start": start, "end": end} | _PLAIN | dict(_MARKS[m] for m in marks.split()))
            after = end + 1
        rows.append({"start": after, "end": text.count("\n") + 1, **_PLAIN})
        yield entry | {"file": file_of(entry)}, text, [r for r in rows if r["start"] <= r["end"]]


def _entries(corpus: Path) -> Iterator[tuple[dict, str, list[dict]]]:
    for entry in json.loads((corpus / "wild/index.json").read_text()):
        yield (
            entry,
            _read(corpus / "wild/docs" / entry["file"]),
            _labels(corpus / "wild/labels.jsonl")[entry["file"]],
        )
    for path in sorted((corpus / "mrrc/before/docs/design/profiling").glob("*.md")):
        own = (
            "python"
            if path.name.startswith("pymrrc")
            else None
            if path.name in ("README.md", "PROFILING_GUIDE.md")
            else "rust"
        )
        file = f"docs/design/profiling/{path.name}"
        entry = {
            "file": file,
            "repo": "dchud/mrrc",
            "kind": 2 if own else 5,
            "style": "ai_assisted_likely",
            "modes": MRRC_MODES,
            "own_mode": own,
        }
        yield entry, _read(path), _labels(corpus / "mrrc/labels.jsonl")[file]


_cache: dict[Path, dict[str, list[dict]]] = {}


def _labels(path: Path) -> dict[str, list[dict]]:
    if path not in _cache:
        rows = defaultdict(list)
        for line in path.read_text().splitlines():
            row = json.loads(line)
            rows[row["file"]].append(row)
        _cache[path] = rows
    return _cache[path]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def _gold(document: Document, rows: list[dict], key: str, positive: str, skip: set[str]) -> list[bool | None]:
    """Give each of our blocks the label of the gold block that shares most lines with it."""
    gold: list[bool | None] = []
    for node in document.nodes:
        first, last = document.source.line(node.start), document.source.line(max(node.start, node.end - 1))
        near = [
            (min(last, r["end"]) - max(first, r["start"]), r)
            for r in rows
            if r["end"] >= first and r["start"] <= last
        ]
        best = max(near, key=lambda pair: pair[0])[1][key] if near else None
        gold.append(None if best is None or best in skip else best == positive)
    return gold
