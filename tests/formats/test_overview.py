"""What documents say is shown in overviews as it is, whatever Markdown would make of it."""

from __future__ import annotations

import jinja2
import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_profiling_scope.formats.overview import escape

EXTENSIONS = [
    *(
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        "sane_lists",
        "tables",
        "toc",
    ),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details"),
    *("pymdownx.emoji", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.snippets"),
    *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
]
PLACES = ("# {}", "## [{}](page.md)", "- [{}](page.md)", "- {}", "- before **{}** after", "- a\n    - {}")
CHARACTERS = "-+.>#!?=:()[]{}<>&~^$@|*_`\\'\"/%;,0123 axX"
STARTS = (
    "1. ",
    "- ",
    "--8<--",
    "!!! note",
    "=== ",
    "???",
    "[ ] ",
    "[^1]",
    "$$",
    "$x$",
    "{{",
    "{%",
    "![",
    "](",
)
WORDS = (":smile:", "==", "++", "<script>", "&lt;", "https://x.example", "#12", "@who")
PIECES = st.sampled_from([*CHARACTERS, *STARTS, *WORDS])


def shown(text: str, place: str) -> str:
    """Return what a browser shows of `text` after a template engine and Markdown had it."""
    source = jinja2.Template(place.format(escape(text))).render()
    html = markdown.markdown(source, extensions=EXTENSIONS)
    soup = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in soup.find_all()} <= {"h1", "h2", "ul", "li", "a", "strong", "p"}, html
    return " ".join(soup.get_text().split())


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=8).map("".join).filter(str.strip))
def test_any_text_is_shown_as_it_is(place: str, text: str) -> None:
    plain = " ".join(text.split())
    around = BeautifulSoup(markdown.markdown(place.format("TEXT")), "html.parser").get_text()
    assert shown(text, place) == " ".join(around.replace("TEXT", plain).split())


@pytest.mark.parametrize(
    "text",
    ["Throughput: 1.06M rec/s (near-optimal)", "2.68x-3.37x speedup", "p99 = 7 ms; 61 % of it, by then"],
)
def test_ordinary_text_needs_no_escape(text: str) -> None:
    assert escape(text) == text
