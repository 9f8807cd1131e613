"""A short run of the fuzzer, and every input that it ever broke something with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.properties import PROPERTIES, composition_changes_nothing, texts

CASES = sorted(Path(__file__).with_name("cases").glob("*.txt"))
# The same inputs every time; new ones are what `./dev fuzz` is for.
QUIET = settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_holds_for_some_inputs(name: str) -> None:
    strategy, check = PROPERTIES[name]
    QUIET(given(strategy)(check))()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_broke_once_holds(case: Path) -> None:
    # As it was written: line ends and escapes that no editor keeps are written as Python writes them.
    text = case.read_text("utf-8").strip().encode("ascii").decode("unicode_escape")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    for strategy, check in PROPERTIES.values():
        if strategy is texts:
            check(text)


def test_an_accent_after_digits_changes_no_judgement() -> None:
    composition_changes_nothing(
        "## Proposals\nscope: profiling\n- 000À\n        read_files_sequential(file_paths)\n000À"
    )
