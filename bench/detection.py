"""How many of the findings on the rule pages the analysis gets right."""

from __future__ import annotations

from collections import Counter

from tests.docs.rule_pages import PAGES, examples


def main() -> None:
    """Print precision and recall for each rule, over all examples of all rule pages."""
    right: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for example in (example for page in PAGES for example in examples(page)):
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
