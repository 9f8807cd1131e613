"""Pointers: a page is judged with those that are written, or a second run would move more."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.refactor.plan import Request, plan
from tests.core.refactor.test_cases import SETTINGS, TARGET

PAGE = """# Profile of the native core

A run takes 12 s.

## What comes next, with all that it takes

We should replace the row map with a vector.

### Later on

We should also cache the footer.

## Results

| Work | Native core | Node binding |
|---|---|---|
| read | 12 ms | 31 ms |

The decoder takes 7 ms.
"""


def test_a_page_is_judged_with_the_pointers_that_it_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []

    def noted(text: str, *args: Any, **kwargs: Any) -> Any:
        judged.append(text)
        return analyse(text, *args, **kwargs)

    monkeypatch.setattr("mkdocs_profiling_scope.core.refactor.separate.analyse", noted)
    path = "docs/deep/profile.md"
    found = plan(Request({path: PAGE}, (path,), SETTINGS, lambda path: False, TARGET))
    after = next(edit.after for edit in found.edits if edit.path == path)
    assert after is not None and after.count("Moved to") == 2
    # Under which heading a table will stand is known later; that of its section is as near as can be told.
    assert after.replace("from-profile-of-the-native-core", "from-results") in judged
