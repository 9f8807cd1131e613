"""The words of a block, and what stands right before and after the name of a mode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from mkdocs_profiling_scope.core.document import Document, Node
from mkdocs_profiling_scope.core.judge import SAYS, load_models
from mkdocs_profiling_scope.core.modes import Mention
from mkdocs_profiling_scope.core.values import Span

OWN, OTHER, NUMBER = "<own>", "<other>", "#"
LABEL, FIRST = "label:", "first:"  # before the words of a label, and the first word of a block
LONGEST_LABEL = 44  # characters
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[%?:>-]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SIGNS, _DIGITS, _APOSTROPHE = "%?:>-", "0123456789", "'"
_LETTERS_ONLY = "".join(char.lower() if char.isalpha() else " " for char in map(chr, range(128)))


@cache
def known_wordings(task: str) -> Mapping[str, str]:
    """Return the words that count for `task`, "proposing" or "comparing", with the names of their signals."""
    names = (name for name in getattr(load_models(), task).weights if name.startswith(SAYS))
    return {name.removeprefix(SAYS): name for name in names}


def label_end(document: Document, start: int, end: int) -> int:
    """Return where the colon of a label stands with which the text from `start` to `end` begins, or -1."""
    colon = document.view.find(":", start, min(end, start + 2 * LONGEST_LABEL))
    if colon > start + LONGEST_LABEL:  # without carriage returns it may still be short enough
        label = document.source.text[start:colon]
        if len(label) - label.count("\r") > LONGEST_LABEL:
            return -1
    return colon


def leading_words(document: Document, node: Node, known: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
    """Yield the signals of the words by which a block tells what it is for; what is not `known` is left out.

    These are all words of a heading, and of paragraphs and items those of a label and the first after it,
    else the first one: "word", "label:word" and "first:word" in `known`, in lower case.
    """
    view, start, end = document.view, node.start, node.end
    if node.kind == "heading":
        yield from _known(view, start, end, "", known)
    elif node.kind == "paragraph" or node.kind == "item":
        colon = label_end(document, start, end)
        if colon >= 0:
            yield from _known(view, start, colon, LABEL, known)
            start = colon
        if (first := _LETTERS.search(view, start, end)) and (name := known.get(FIRST + first[0].lower())):
            yield name, Span(*first.span())


def _letters(text: str) -> list[str]:
    """Return the words of `text` in lower case, those of one letter left out."""
    if text.isascii():
        return [word for word in _ascii_words(text) if len(word) > 1]
    return [word.lower() for word in _LETTERS.findall(text)]


def _known(
    view: str, start: int, end: int, what: str, known: Mapping[str, str]
) -> Iterator[tuple[str, Span]]:
    for match in _LETTERS.finditer(view, start, end):
        if name := known.get(what + match[0].lower()):
            yield name, Span(*match.span())


def leading_names(document: Document, node: Node, known: Mapping[str, str]) -> list[str]:
    """Return the signals of `leading_words` without their places."""
    view, start, end = document.view, node.start, node.end
    if node.kind == "heading":
        return list(filter(None, map(known.get, _letters(view[start:end]))))
    found: list[str | None] = []
    if node.kind == "paragraph" or node.kind == "item":
        colon = label_end(document, start, end)
        if colon >= 0:
            found += [known.get(LABEL + word) for word in _letters(view[start:colon])]
            start = colon
        if first := _LETTERS.search(view, start, end):
            found.append(known.get(FIRST + first[0].lower()))
    return list(filter(None, found))


def lowered(view: str) -> str:
    """Return `view` in lower case, every character at its offset."""
    lower = view.lower()
    if len(lower) == len(view):
        return lower
    # A letter that gets longer in lower case is in no word that counts.
    return "".join([low if len(low := char.lower()) == 1 else char for char in view])


def wording(
    lower: str, block: Span, mentions: Sequence[Mention], own: str | None, known: Mapping[str, str]
) -> dict[str, None]:
    """Return the signals of the words in `block`, and of two in a row if one is a mode.

    `lower` is the view of the page, `lowered`. `known` gives the name of the signal for words in lower case,
    one blank between two; what it does not know is left out. A number is "#"; a mode is "<own>" or, where it
    is not the page's own, "<other>", so that "than pandas" and "than Polars" are the same.
    """
    at, end = block
    text = lower[at:end]
    if not mentions and text.isascii() and _APOSTROPHE not in text:
        return dict.fromkeys(filter(None, map(known.get, _unordered(text))))
    found: list[str | None] = []
    before = ""  # the mode before, if nothing stands between it and `at`
    for mention in mentions:
        if mention.start >= at:
            words = _plain_words(lower, at, mention.start)
            if words:
                found += map(known.get, words)
                if before:
                    found.append(known.get(f"{before} {words[0]}"))
                before = words[-1]
            mode = OWN if mention.mode == own else OTHER
            if before:
                found.append(known.get(f"{before} {mode}"))
            before, at = mode, mention.end
    words = _plain_words(lower, at, end)
    found += map(known.get, words)
    if before and words:
        found.append(known.get(f"{before} {words[0]}"))
    return dict.fromkeys(filter(None, found))


def places(
    lower: str, block: Span, mentions: Iterable[Mention], own: str | None, known: Mapping[str, str]
) -> dict[str, Span]:
    """Return the same signals as `wording`, each with the words that show it first."""
    found: dict[str, Span] = {}
    before, begin = "", block.start
    for word, start, end in _words(lower, block, mentions, own):
        named = word[0] == "<"
        if not named and (name := known.get(word)):
            found.setdefault(name, Span(start, end))
        if (named or before[:1] == "<") and before and (name := known.get(f"{before} {word}")):
            found.setdefault(name, Span(begin, end))
        before, begin = word, start
    return found


def _plain_words(lower: str, start: int, end: int) -> list[str]:
    return [NUMBER if word[0].isdecimal() else word for word in _WORD.findall(lower, start, end)]


def _unordered(text: str) -> list[str]:
    """Return the same for a text in ASCII without apostrophes, in another order, in a quarter of the time."""
    words = _ascii_words(text)
    words += [sign for sign in _SIGNS if sign in text]
    if any(map(text.__contains__, _DIGITS)):
        words.append(NUMBER)
    return words


def _ascii_words(text: str) -> list[str]:
    return text.translate(_LETTERS_ONLY).split()


def _words(
    lower: str, block: Span, mentions: Iterable[Mention], own: str | None
) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a block in order, each with where it starts and ends."""
    at = block.start
    for mention in (*mentions, None):
        stop = block.end if mention is None else mention.start
        if stop < at:
            continue
        for match in _WORD.finditer(lower, at, stop):
            yield NUMBER if match[0][0].isdecimal() else match[0], *match.span()
        if mention is not None:
            yield OWN if mention.mode == own else OTHER, mention.start, mention.end
            at = mention.end
