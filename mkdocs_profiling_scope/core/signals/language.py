"""Whether the prose of a page is English, the one language that the lexicon knows."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.lexicon import function_words
from mkdocs_profiling_scope.core.markdown.document import Document

_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
# Greek, Cyrillic, Armenian, Hebrew, Arabic, Indic scripts; single letters are formulas
_SPACED = "[\u0370-\u03ff\u0400-\u0588\u0591-\u06ff\u0900-\u0dff]{2,}"
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?\Z")
_FIRST = 400  # words that are looked at; the rest only where these are not English
_FEW = 5  # foreign words below which a page counts as English: names, a quotation, an abbreviation


def is_english(document: Document) -> bool:
    """Say whether a page is to be read as English.

    `lang` in the front matter decides where it is a language tag. Otherwise the function words do, and
    letters of other scripts; a page with few words of either kind counts as English.
    """
    tag = _TAG.match(document.metadata.text("lang") or "")
    if tag:
        return tag[1].lower() in ("en", "eng")
    view = document.view
    if _reads_as_english(view.split(None, _FIRST)[:_FIRST]) and not _other_script(view[: _FIRST * 8]):
        return True
    words = view.split()
    return _reads_as_english(words, _other_script(view))


def _reads_as_english(words: list[str], foreign: int = 0) -> bool:
    english, other = function_words()
    if not other.isdisjoint(words):
        foreign += sum(map(other.__contains__, words))
    return foreign < _FEW or foreign <= sum(map(english.__contains__, words))


def _other_script(text: str) -> int:
    """Count the words in scripts other than Latin; two letters count as one where no space parts words."""
    # Dashes, arrows and the like are no letters; the search for those is left out where it can be.
    if text.isascii() or len(text.encode("utf-8", "replace")) - len(text) < 2 * _FEW:
        return 0
    # Compiled here, because few pages need it and it takes longer than a page.
    return len(re.findall(_SPACED, text)) + len(re.findall(_UNSPACED, text)) // 2
