"""Words of pages and names of files read in the proposal as they are, whoever renders it."""

from __future__ import annotations

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.links.anchors import heading_words
from mkdocs_profiling_scope.core.refactor.links.literal import literal

WORDS = [
    "Vec<u8> & &lt;b&gt; &copy; R&D",
    "<script>alert(1)</script>",
    "Reading in C#",
    "`a` ``b` *c* _d_ snake_case __e__ [f](g) [h][i] ![j](k.png) \\* \\",
    "a\nname\twith  breaks",
    "1. one # two ##",
]


def check(words: str) -> None:
    heading = f"### From {literal(words)}\n"
    document = parse(heading)
    assert [node.kind for node in document.nodes] == ["heading"]
    assert heading_words(document, document.nodes[0]) == f"From {' '.join(words.split())}"
    for text, name in ((heading, "h3"), (f"[{literal(words)}](a.md)\n", "a")):
        page = BeautifulSoup(markdown.markdown(text), "html.parser")
        (element,) = page.select(name)
        assert element.get_text().removeprefix("From ") == " ".join(words.split())
        assert element.find(True) is None


@pytest.mark.parametrize("words", WORDS)
def test_words_are_read_as_they_are(words: str) -> None:
    check(words)


@given(st.text(alphabet="ab1 _*`[]()!<>&;#\\x/-.", min_size=1).filter(str.strip))
def test_any_words_are_read_as_they_are(words: str) -> None:
    check(words.strip())
