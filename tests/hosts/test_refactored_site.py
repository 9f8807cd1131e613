"""What a refactoring leaves behind is built without a broken link or anchor that was not broken before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.refactor.applied import applied
from tests.core.refactor.test_cases import CASES, read, refactor

VALIDATION = """\
markdown_extensions: [attr_list, footnotes]
validation:
  links: {not_found: warn, anchors: warn, unrecognized_links: warn, absolute_links: relative_to_docs}
"""
CHOSEN = ("section", "anchors", "duplicates", "definitions", "existing", "order", "placeholder", "renamed")


def broken(site: Any, documents: dict[str, str]) -> list[str]:
    """Build the documents; return what MkDocs has to say of their links."""
    for page in (site.root / "docs").rglob("*.md"):
        page.unlink()
    for name, text in documents.items():
        (site.root / name).parent.mkdir(parents=True, exist_ok=True)
        (site.root / name).write_text(text, "utf-8")
    site.configure(top=VALIDATION, options="report: false", plugins="- search")
    return [line for line in site.build().warnings if " contains a link " in line]


@pytest.mark.parametrize("name", CHOSEN)
def test_no_link_or_anchor_breaks(site: Any, name: str) -> None:
    case = next(case for case in CASES if case.stem == name)
    before = {path: text for path, text in read(case)[1].items() if path.endswith(".md")}
    plan = refactor(before, case)
    assert plan.edits
    known = broken(site, before)
    found = broken(site, applied(plan, before))
    assert len(found) <= len(known), found
    assert [line for line in found if "anchor" in line] == [line for line in known if "anchor" in line]
