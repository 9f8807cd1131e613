"""How well the judgement agrees with labelled documents and with our hard examples: a stored report."""

from __future__ import annotations

from pathlib import Path

from bench.detection.corpus import find_corpus, read_corpus
from bench.detection.hard import hard_examples
from bench.detection.matching import measure
from bench.detection.report import report
from bench.detection.snapshot import difference

ROOT = Path(__file__).parents[2]
NAME = "bench/detection.txt"
WRITE = "./dev bench detection --write"


def main(*, write: bool = False) -> int:
    """Print the report and how it differs from the stored one; returns 1 where it differs.

    Args:
        write: store the report instead, and print what that changes; returns 2 where the labelled
            documents are missing, because then nothing is stored.
    """
    corpus = find_corpus()
    if corpus is None:
        print("detection: the labelled documents are not here, so nothing is measured; see CONTRIBUTING.md")
        return 2 if write else 0
    text = current(corpus)
    stored = ROOT / NAME
    changes = difference(stored, text)
    if write:
        stored.write_text(text, "utf-8", newline="\n")
        print(changes or f"{NAME} was current already", end="" if changes else "\n")
        return 0
    print(text)
    if not changes:
        print(f"{NAME} is current")
        return 0
    print(changes)
    print(f"{NAME} is not current; if the change of judgement is wanted: {WRITE}")
    return 1


def current(corpus: Path) -> str:
    """Return the report on what the judgement does now."""
    return report([measure(document) for document in read_corpus(corpus)], hard_examples())
