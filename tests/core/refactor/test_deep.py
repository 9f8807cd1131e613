"""Pages that nest, or repeat, more than Python calls can."""

from __future__ import annotations

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.refactor.plan import Request, plan
from tests.core.refactor.applied import applied

SETTINGS = Settings.from_mapping(
    {"pages": [{"match": "plan.md", "scope": "proposal"}, {"match": "**", "scope": "profiling"}]}
)
PROPOSES = "We should replace the map with a vector.\n"


def test_lists_deeper_than_calls_keep_their_lines() -> None:
    levels = "".join(f"{'  ' * depth}- Level {depth} took {depth} ms\n" for depth in range(1200))
    before = {"docs/p.md": f"# Profile\n\n{PROPOSES}\n{levels}"}
    request = Request(before, ("docs/p.md",), SETTINGS, lambda path: False, "docs/plan.md")
    after = applied(plan(request), before)
    assert PROPOSES in after["docs/plan.md"]
    assert levels in after["docs/p.md"]


def test_elements_deeper_than_calls_keep_their_lines() -> None:
    inside = "<div>\n\n" * 1200 + "The map took 3 ms.\n\n" + "</div>\n\n" * 1200
    before = {"docs/p.md": f"# Profile\n\n{PROPOSES}\n{inside}"}
    request = Request(before, ("docs/p.md",), SETTINGS, lambda path: False, "docs/plan.md")
    after = applied(plan(request), before)
    assert PROPOSES in after["docs/plan.md"]
    assert inside in after["docs/p.md"]


def test_a_title_with_a_name_more_often_than_calls_names_its_mode() -> None:
    settings = Settings.from_mapping({"modes": {"native": {}}})
    page = f"---\nscope: profiling\nmode: native\n---\n# {'Native ' * 1200}\n\nThe map took 3 ms.\n"
    request = Request({"speed.md": page}, ("speed.md",), settings, lambda path: False, by_mode=True)
    assert plan(request).renamed == (("speed.md", "native_profile.md"),)
