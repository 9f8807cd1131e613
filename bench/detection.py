"""How many of the findings on the rule pages the analysis gets right."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.docs.rule_pages import PAGES, examples

CORPUS = Path(__file__).parents[2] / "shared/corpus"
HARD = sorted((Path(__file__).parent / "hard").glob("PS*.md"))


def main() -> None:
    """Print precision and recall for each rule over the rule pages, hard examples, and the corpus."""
    print("examples of the rule pages")
    _table(PAGES)
    hard = [example for page in HARD for example in examples(page)]
    met = sum(_keys(example.findings or "") == _keys(example.actual()) for example in hard)
    print(f"\nhard examples (bench/hard): {met} of {len(hard)} right")
    if not CORPUS.is_dir():
        print("\nlabelled documents: not here, so not measured")
        return
    print("\nlabelled documents", flush=True)
    subprocess.run([sys.executable, str(CORPUS / "score.py")], check=True)


def _table(pages: list[Path]) -> None:
    right: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for example in (example for page in pages for example in examples(page)):
        wanted = _keys(example.findings or "")
        actual = _keys(example.actual())
        right.update(code for _, code in wanted & actual)
        expected.update(code for _, code in wanted)
        found.update(code for _, code in actual)
    print("rule   expected  found  right  precision  recall")
    for code in sorted(expected | found):
        precision, recall = _share(right[code], found[code]), _share(right[code], expected[code])
        print(f"{code}  {expected[code]:8}  {found[code]:5}  {right[code]:5}  {precision:>9}  {recall:>6}")


def _keys(rows: str) -> set[tuple[str, str]]:
    return {(row.split()[0], row.split()[1]) for row in rows.splitlines()}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"
