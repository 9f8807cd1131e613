"""Accents written as characters of their own: the same judgement, at the positions of the text as it is."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope import Settings, analyse
from mkdocs_profiling_scope.core.markdown.composition import Composition
from mkdocs_profiling_scope.core.values import Analysis, Span

SETTINGS = Settings.from_mapping({"modes": {"native": {}, "node": {"aliases": ["Café"]}}})


def test_a_finding_stands_on_its_words() -> None:
    sentence = "Café is naïvely 3.7x slower than native."
    text = unicodedata.normalize("NFD", f"Ünder 각 ế.\n\n{sentence}\n")
    analysis = analyse(text, SETTINGS, scope="profiling", mode="native")
    (finding,) = analysis.findings
    assert text[slice(*finding.span)] == unicodedata.normalize("NFD", sentence)
    assert (finding.start_line, finding.start_col, finding.end_col) == (3, 1, len(sentence) + 3)
    assert text[slice(*analysis.blocks[1].span)] == text[slice(*finding.span)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_document_is_found_whichever_way_its_name_is_written(form: Literal["NFC", "NFD"]) -> None:
    there = unicodedata.normalize(form, "docs/naïve.md")
    text = unicodedata.normalize("NFD", "See [it](naïve.md).\n")
    found = analyse(
        text, SETTINGS, path="docs/p.md", scope="profiling", mode="native", exists=lambda path: path == there
    )
    assert found.findings == ()


@given(st.text(max_size=40))
def test_offsets_lead_to_the_same_letters(text: str) -> None:
    whole = Composition(text)
    middle = len(whole.text) // 2
    analysis = Analysis("p.md", "none", None)
    assert whole.restore(analysis) == analysis
    at = whole._span(Span(middle, len(whole.text)))
    assert at.end == len(text)
    assert unicodedata.normalize("NFC", text[: at.start]).startswith(whole.text[: max(0, middle - 1)])
