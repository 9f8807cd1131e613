"""Our own examples that are known to be hard: `bench/hard`, written like the pages of the rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.docs.rule_pages import examples

HARD = Path(__file__).parents[1] / "hard"


@dataclass(slots=True)
class Hard:
    """How many examples are judged exactly right, and the findings of each rule."""

    examples: int = 0
    right: int = 0
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)  # wanted and found on the same line and column


def hard_examples(folder: Path = HARD) -> Hard:
    """Judge every example in `folder`."""
    hard = Hard()
    for example in (example for page in sorted(folder.glob("PS*.md")) for example in examples(page)):
        wanted, found = _places(example.findings or ""), _places(example.actual())
        hard.examples += 1
        hard.right += wanted == found
        for counter, places in ((hard.wanted, wanted), (hard.found, found), (hard.met, wanted & found)):
            counter.update(code for _, code in places)
    return hard


def _places(rows: str) -> set[tuple[str, str]]:
    return {(row.split()[0], row.split()[1]) for row in rows.splitlines()}
