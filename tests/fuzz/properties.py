"""What holds for every input, and where the inputs come from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from markdown import Markdown

from mkdocs_profiling_scope import Analysis, Settings, analyse
from mkdocs_profiling_scope.core.findings.new_suppression import suppress
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.goals import RefactorError
from mkdocs_profiling_scope.core.refactor.plan import Request, plan
from mkdocs_profiling_scope.core.settings import settings
from mkdocs_profiling_scope.core.settings.checked import SettingsError
from mkdocs_profiling_scope.hosts.markdown.markdown_extension import ProfilingScopeExtension
from mkdocs_profiling_scope.hosts.markdown.marking import mark
from mkdocs_profiling_scope.hosts.markdown.marks import Marks, strip_marks, uses_mark_characters
from mkdocs_profiling_scope.hosts.markdown.tagging import tags

ROOT = Path(__file__).parents[2]
SETTINGS = Settings.from_mapping(
    {
        "modes": {
            "native": {"aliases": ["siltgrain", "mrrc"]},
            "node": {"aliases": ["Node binding", "SiltStream", "Café"]},
        },
        "pages": [
            {"match": "plan.md", "scope": "proposal"},
            {"match": "**", "scope": "profiling", "mode": "native"},
        ],
    }
)
PIECES = [
    "",
    "",
    "---",
    "scope: profiling",
    "mode: nowhere",
    "# Native core vs. Node binding",
    "We should replace the map with a vector.",
    "The Node binding is 3.7x slower than siltgrain.",
    "Why is Café faster than siltgrain?",
    "- Expected result: 1.9M → 2.4M rows/s",
    '!!! note "Why is SiltStream faster?"',
    '=== "Tab"',
    "/// note | Plan",
    "///",
    "```",
    "~~~ {.text #id}",
    "| Mode | siltgrain | Node binding |",
    "|---|:-:|---|",
    "| rows/s | 41M | 12M |",
    "> quoted",
    "- [ ] task **bold**",
    "1. one",
    "***",
    "Setext",
    "===",
    "Term",
    ":   Definition",
    "<div markdown>",
    "</div>",
    "<table><tr><th>Mode</th><td>native</td></tr>",
    "<!-- profiling-scope: ignore[PS101] reason -->",
    "<!-- profiling-scope: ignore-file[proposal, PS2] -->",
    "<!-- open",
    "-->",
    "[a](b.md#c) ![d](e.png) [f][g] <https://example.org>",
    "[g]: h.md",
    "[^1]: note[^1]",
    "*[AB]: abbreviation",
    "`siltgrain` ``a ` b`` \\` &amp; &#x1F680; {{ macro }} {: .class } :rocket:",
    "naïve e\u0301 🚀 全角 \u202e \u2028 \x00 \x1b[31m \ufeff \x85 \x0b",
    "--8<-- 'file.md'",
]


def seeds() -> list[str]:
    """Return distinct lines of the example pages and, where it is present, of the corpus."""
    folders = (ROOT / "examples", ROOT / "docs", ROOT.parent / "shared/corpus/mrrc/before")
    lines: set[str] = set()
    for folder in folders:
        for page in folder.rglob("*.md"):
            lines.update(page.read_text("utf-8", "replace").splitlines())
    return sorted(lines) or PIECES


lines = st.tuples(
    st.sampled_from(["", "", "", "", "  ", "    ", "        ", "\t", "> ", "- "]),
    st.one_of(st.sampled_from(PIECES), st.sampled_from(seeds()), st.text(max_size=12)),
).map("".join)
texts = st.one_of(
    st.lists(lines, max_size=25).map("\n".join),
    st.lists(lines, max_size=25).map("\r\n".join),
    st.tuples(st.sampled_from(["", "\ufeff"]), st.text(max_size=200)).map("".join),
    st.lists(st.sampled_from([*"*_`[]()<>!|#-=:~{}&\n\r \t>", "a", "- ", "```", "<!--", "-->"])).map("".join),
)
KEYS = (*settings.KEYS, "title", "aliases", "match", "scope", "mode", "PS101", "proposal", "labels", "native")
keys = st.sampled_from(KEYS)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | keys,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(keys | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
mappings = st.dictionaries(keys, values, max_size=5)


def run(text: str, path: str = "docs/p.md") -> Analysis:
    return analyse(text, SETTINGS, path=path, exists=lambda path: False, details=True)


def judged(analysis: Analysis) -> list[tuple[object, ...]]:
    """Return what was judged, without where exactly it stands."""
    return [(b.start_line, b.end_line, b.kind, b.scope, b.comparison) for b in analysis.blocks]


def positions_agree(text: str) -> None:
    source, analysis = Source(text), run(text)
    for block in analysis.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(text)
        assert block.start_line == source.line(block.span.start)
        assert block.start_line <= block.end_line <= source.lines
        assert block.words is None or block.span.start <= block.words.start < block.words.end <= len(text)
    for before, after in pairwise(analysis.blocks):
        assert before.span.end <= after.span.start, (before.span, after.span)
    for finding in (*analysis.findings, *analysis.suppressed):
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert (finding.start_line, finding.start_col) == source.position(finding.span.start)
        assert (finding.end_line, finding.end_col) == source.position(finding.span.end)
        assert finding.block is None or finding.block < len(analysis.blocks)


def line_ends_change_nothing(text: str) -> None:
    text = text.replace("\r", "")
    one, other = run(text), run(text.replace("\n", "\r\n"))
    assert judged(one) == judged(other)
    places = [[(f.code, f.start_line, f.start_col) for f in found.findings] for found in (one, other)]
    assert places[0] == places[1]


def composition_changes_nothing(text: str) -> None:
    one, other = (run(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert judged(one) == judged(other)
    assert [(f.code, f.start_line) for f in one.findings] == [(f.code, f.start_line) for f in other.findings]


def marks_are_stripped(text: str) -> None:
    if uses_mark_characters(text):
        return
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    marks = Marks()
    analysis = run(text)
    marked = mark(text, text, analysis, tags(analysis, SETTINGS.labels), marks)
    assert marked is not None
    assert strip_marks(marked) == text
    names = ["admonition", "attr_list", "tables", "toc", "fenced_code", "footnotes", "def_list", "abbr"]
    try:
        Markdown(extensions=names).convert(text)
    except Exception:  # Python-Markdown fails without us, as on `#~ {id}`
        return
    html = Markdown(extensions=[*names, ProfilingScopeExtension(marks)]).convert(marked)
    assert not uses_mark_characters(html), html


def suppressions_suppress(text: str) -> None:
    analysis = run(text)
    for finding in analysis.findings[:3]:
        insertion = suppress(Source(text), analysis, finding, "why")
        assert 0 <= insertion.offset <= len(text)
        assert "\n" not in insertion.text.rstrip("\r\n").replace("\r\n", "\n").split("-->")[0]


def settings_are_taken_or_refused(data: Mapping[str, Any]) -> None:
    try:
        taken = Settings.from_mapping(data)
    except SettingsError as error:
        assert error.problem
        return
    analyse("# native\n\nThe native core is faster.\n", taken, path="docs/p.md")


def refactoring_loses_nothing(text: str) -> None:
    """A `LossError`, as every other defect, is the failure."""
    request = Request({"docs/p.md": text}, ("docs/p.md",), SETTINGS, lambda path: False, "docs/plan.md")
    try:
        found = plan(request)
    except RefactorError:
        return
    assert all("\ue000" in text or "\ue000" not in (edit.after or "") for edit in found.edits)


PROPERTIES: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None]]] = {
    "positions": (texts, positions_agree),
    "line ends": (texts, line_ends_change_nothing),
    "composition": (texts, composition_changes_nothing),
    "marks": (texts, marks_are_stripped),
    "suppressions": (texts, suppressions_suppress),
    "settings": (mappings, settings_are_taken_or_refused),
    "refactoring": (texts, refactoring_loses_nothing),
}
