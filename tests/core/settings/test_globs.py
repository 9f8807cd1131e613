"""Globs: `*` and `?` stay inside a folder, `**` crosses folders, `[...]` is a class."""

from __future__ import annotations

import fnmatch
import signal
import warnings

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_profiling_scope.core.settings.globs import Glob

TABLE = [
    # pattern, what it matches, what it does not
    ("design/p.md", ["design/p.md"], ["p.md", "design/p.md2", "x/design/p.md", "design/pxmd"]),
    ("*.md", ["a.md", ".md"], ["d/a.md", "a.mdx", "a.MD"]),
    ("design/*", ["design/a.md", "design/"], ["design/a/b.md", "design"]),
    ("design/*/p.md", ["design/a/p.md"], ["design/p.md", "design/a/b/p.md"]),
    ("node_*.md", ["node_.md", "node_a_b.md"], ["node.md", "x/node_a.md"]),
    ("p?.md", ["p1.md", "pp.md"], ["p.md", "p12.md", "p/.md"]),
    ("**", ["a.md", "a/b/c.md", ""], []),
    ("**/*.md", ["a.md", "a/b/c.md"], ["a.txt"]),
    ("**/p.md", ["p.md", "a/p.md", "a/b/p.md"], ["xp.md", "a/xp.md"]),
    ("design/**", ["design/a.md", "design/a/b.md"], ["design", "designs/a.md"]),
    ("design/**/p.md", ["design/p.md", "design/a/b/p.md"], ["design/xp.md", "p.md"]),
    ("**/profiling/**", ["profiling/a.md", "x/profiling/a/b.md"], ["profiling.md", "xprofiling/a.md"]),
    ("p[123].md", ["p1.md", "p3.md"], ["p4.md", "p.md", "p12.md"]),
    ("p[a-c].md", ["pa.md", "pc.md"], ["pd.md", "pA.md"]),
    ("p[!a-c].md", ["pd.md"], ["pa.md", "p.md", "p/.md"]),
    ("p[]].md", ["p].md"], ["p.md", "p[.md"]),
    ("p[!]].md", ["pa.md"], ["p].md"]),
    ("p[.md", ["p[.md"], ["p.md"]),
    ("p[].md", ["p[].md"], ["p.md"]),
    ("a+(b)|$^.md", ["a+(b)|$^.md"], ["aab.md"]),
    ("a\nb.md", ["a\nb.md"], ["a b.md"]),
    ("häß/µ?.md", ["häß/µs.md"], ["hass/us.md"]),
]


@pytest.mark.parametrize(("pattern", "matched", "others"), TABLE, ids=[row[0] for row in TABLE])
def test_the_whole_path_has_to_match(pattern: str, matched: list[str], others: list[str]) -> None:
    glob = Glob(pattern)
    assert [path for path in matched + others if glob.matches(path)] == matched


@pytest.mark.parametrize(
    ("pattern", "literal"),
    [("design/p.md", True), ("a b.md", True), ("*.md", False), ("p?", False), ("[ab]", False)],
)
def test_a_pattern_without_wildcard_names_one_path(pattern: str, literal: bool) -> None:
    assert Glob(pattern).literal is literal


@given(
    st.text(alphabet="ab*?./", max_size=8).filter(lambda p: "**" not in p),
    st.text(alphabet="ab.", max_size=6),
)
def test_inside_a_folder_it_agrees_with_fnmatch(pattern: str, name: str) -> None:
    assert Glob(pattern).matches(name) is fnmatch.fnmatchcase(name, pattern)


@given(
    st.lists(st.sampled_from(["[", "]", "[!", "**/", *"ab*?.!^-&|~\\/z9"]), max_size=12).map("".join),
    st.text(alphabet="ab./", max_size=8),
)
@example("[z-a]", "b")
@example("[a&&b]", "b")
def test_no_pattern_fails_or_warns(pattern: str, path: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Glob(pattern).matches(path)


def test_no_range_crosses_folders() -> None:
    assert not Glob("a[+-9]b").matches("a/b")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs an alarm")
def test_a_dozen_stars_do_not_hang_a_build() -> None:
    def late(*_: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        assert not Glob("*a" * 12 + ".md").matches("a" * 60 + "/x")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
