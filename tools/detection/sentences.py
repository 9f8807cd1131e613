"""Measure judgement on sentences that others labelled: `python tools/detection/sentences.py CLONES`.

CLONES holds the repositories below, as `owner/name`. Every sentence is the only one of a profiling page, so
that nothing around it helps:

- CompSent-19 (Panchenko et al., "Categorizing Comparative Sentences", ArgMining 2019; uhh-lt/comparative):
  two things are named, and annotators say whether one is called better. Both are declared as modes. That both
  are alike, or that a third thing is compared with both, is "none" there, so that precision is understated.
- SemEval-2019 task 9 (Negi et al.; Semeval2019Task9/Subtask-A and -B): suggestions in a feedback forum and in
  reviews of hotels. A suggestion to the makers is a proposal; one to other guests, as in the reviews, is not.

Weights are fitted to one half of the sentences, too (`alone.py`), except for those of hotels, and cues were
chosen with a look at it; the other half is reported apart.
"""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mkdocs_profiling_scope import Settings, analyse

COMPARATIVE = "1b457923a40853f70978a2b2e17d4bcdd746d1ac:3. Crowdsourcing/3.5 Mainstudy Step 3/all-data.csv"
DOMAINS = ("compsci", "brands", "jbt")
SUGGESTIONS = {
    "forum": ("Semeval2019Task9/Subtask-A", "HEAD:V1.4_Training.csv"),
    "forum, evaluation": ("Semeval2019Task9/Subtask-A", "HEAD:SubtaskA_EvaluationData_labeled.csv"),
    "hotels": ("Semeval2019Task9/Subtask-B", "HEAD:SubtaskB_EvaluationData_labeled.csv"),
}


class Sentence(NamedTuple):
    """A sentence, what it names, and whether it compares or suggests."""

    text: str
    modes: tuple[str, ...]
    is_so: bool

    @property
    def was_looked_at(self) -> bool:
        """Say whether the sentence is of the half that cues were chosen with."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def shown(clones: Path, repo: str, what: str, encoding: str) -> str:
    command = ["git", "-C", str(clones / repo), "show", what]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode(encoding)


def comparisons(clones: Path, domain: str) -> Iterator[Sentence]:
    for row in csv.DictReader(io.StringIO(shown(clones, "uhh-lt/comparative", COMPARATIVE, "utf-8"))):
        if row["domain"] == domain:
            modes = (row["object_a"], row["object_b"])
            yield Sentence(" ".join(row["sentence"].split()), modes, row["most_frequent_label"] != "NONE")


def suggestions(clones: Path, name: str) -> Iterator[Sentence]:
    for row in csv.reader(io.StringIO(shown(clones, *SUGGESTIONS[name], "latin-1"))):
        if len(row) > 2 and row[2] in ("0", "1"):
            yield Sentence(" ".join(row[1].strip(' "').split()), (), row[2] == "1")


def page_of(sentence: Sentence) -> tuple[str, dict[str, list[str]]]:
    """Return a page of nothing but a sentence, and the modes that it names; the first is its own."""
    modes = {f"mode{i}": [name] for i, name in enumerate(sentence.modes)}
    return f"# Notes\n\n{sentence.text}\n", modes


def levels(sentence: Sentence) -> set[str]:
    """Return the severities of what is found in a sentence alone."""
    text, modes = page_of(sentence)
    settings = Settings.from_mapping({"modes": {mode: {"aliases": names} for mode, names in modes.items()}})
    own = next(iter(modes), None)
    found = analyse(text, settings, path="page.md", scope="profiling", mode=own).findings
    return {f.severity for f in found if f.code.startswith("PS1" if modes else "PS2")}


def figures(sentences: list[Sentence]) -> str:
    judged = [(s.is_so, levels(s)) for s in sentences]
    count = Counter((is_so, bool(found)) for is_so, found in judged)
    hit, wrong, missed = count[True, True], count[False, True], count[True, False]
    warned = [is_so for is_so, found in judged if found - {"info"}]
    return (
        f"P {hit / max(1, hit + wrong):.3f} R {hit / max(1, hit + missed):.3f}"
        f" F1 {2 * hit / max(1, 2 * hit + wrong + missed):.3f}  warnings right {sum(warned)} of {len(warned)}"
    )


def main() -> None:
    clones = Path(sys.argv[1])
    sets = {f"comparisons, {d}": list(comparisons(clones, d)) for d in DOMAINS}
    sets |= {f"suggestions, {name}": list(suggestions(clones, name)) for name in SUGGESTIONS}
    for name, sentences in sets.items():
        for half, looked_at in (("looked at", True), ("not", False)):
            part = [s for s in sentences if s.was_looked_at == looked_at]
            print(f"{name:30} {half:10} {len(part):5} sentences  {figures(part)}", flush=True)


if __name__ == "__main__":
    main()
