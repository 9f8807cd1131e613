"""The words of a block, and what stands right before and after the name of a mode."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.markdown.plain import FEW, foreign_characters
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.signals.signals import SAYS
from mkdocs_profiling_scope.core.values import Span

OWN, OTHER, NUMBER = "<own>", "<other>", "#"
LABEL, FIRST = "label:", "first:"  # before the words of a label, and the first word of a block
INSIDE = "inside:"  # before any word of a paragraph or an item
LONGEST_LABEL = 44  # characters
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[%?:>-]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TWO_LETTERS = re.compile("[a-z]{2,}")
_RUN = re.compile("[a-z]+")
_LETTER_BESIDE = r"[^\x00-\x7f\u2010-\u205e]"  # one that is foreign to ASCII, composed or not
_INSIDE = re.compile(rf"(?<![a-z])(?<!{_LETTER_BESIDE})[a-z]+(?![a-z]|{_LETTER_BESIDE})")
_ASCII = [chr(code) if code < 128 else " " for code in range(256)]
_LETTERS_ONLY = "".join(char if char.isalpha() else " " for char in _ASCII).encode()
_GLUE = "\x7f"  # stands for a foreign letter, with which no word counts
_WHOLE = bytes(code if chr(code).isalpha() or chr(code) == _GLUE else 32 for code in range(128)).ljust(256)
_SIGNS_ONLY = "".join(
    NUMBER if char.isdigit() else char if char in "%?:>-'" else " " for char in _ASCII
).encode()


class Telling(NamedTuple):
    """The words by which a block tells that it proposes, each with its weight.

    Attributes:
        heading: those of a heading.
        label: those of a label, before a colon.
        first: those with which a paragraph or an item begins, or goes on after its label.
        inside: those that count anywhere in these.
    """

    heading: Mapping[str, float]
    label: Mapping[str, float]
    first: Mapping[str, float]
    inside: Mapping[str, float]


class Lower(NamedTuple):
    """A text in lower case, every character at its offset.

    Attributes:
        text: all of it.
        words: the same, with blanks for all but the letters of ASCII.
        signs: the same, with blanks for all but signs that are wordings, "#" for digits, and apostrophes.
    """

    text: str
    words: str
    signs: str

    def is_ascii(self, start: int, end: int) -> bool:
        """Say whether there is nothing but ASCII from `start` to `end`."""
        return self.text.isascii() or self.text[start:end].isascii()

    def counts(self) -> Counter[str]:
        """Return how often each word is in the text."""
        if self.text.isascii():
            return Counter(self.words.split())
        foreign = foreign_characters(self.text)
        if len(foreign) > FEW:
            return Counter(_INSIDE.findall(self.text))
        text = self.text  # half of the time that the pattern takes
        for char in foreign:
            text = text.replace(char, " " if "\u2010" <= char <= "\u205e" else _GLUE)
        return Counter(text.encode().translate(_WHOLE).decode().split())

    def words_in(self, start: int, end: int) -> set[str] | None:
        """Return the words of a stretch; None where not all of it is ASCII, so that a pattern finds them."""
        return set(self.words[start:end].split()) if self.is_ascii(start, end) else None


def lowered(view: str) -> Lower:
    """Return `view` in lower case."""
    lower = view.lower()
    if len(lower) != len(view):
        # A letter that gets longer in lower case is in no word that counts.
        lower = "".join([low if len(low := char.lower()) == 1 else char for char in view])
    codes = lower.encode("ascii", "replace")
    words, signs = (codes.translate(kept).decode("ascii") for kept in (_LETTERS_ONLY, _SIGNS_ONLY))
    return Lower(lower, words, signs)


def label_end(document: Document, start: int, end: int) -> int:
    """Return where the colon of a label stands with which the text from `start` to `end` begins, or -1."""
    colon = document.view.find(
        ":", start, end if end - start < 2 * LONGEST_LABEL else start + 2 * LONGEST_LABEL
    )
    if colon > start + LONGEST_LABEL:  # without carriage returns it may still be short enough
        label = document.source.text[start:colon]
        if len(label) - label.count("\r") > LONGEST_LABEL:
            return -1
    return colon


def telling_words(document: Document, node: Node, known: Telling, lower: Lower) -> Iterator[tuple[str, Span]]:
    """Yield the signals of the words by which a block tells what it is for; what is not `known` is left out.

    These are all words of a heading, and of paragraphs and items those of a label and the first after it,
    else the first one ("word", "label:word" and "first:word", in lower case), and all others ("inside:word").
    """
    view, start, end = document.view, node.start, node.end
    if node.kind == "heading":
        yield from _words_at(view, start, end, "", known.heading)
    elif node.kind == "paragraph" or node.kind == "item":
        inside = _RUN if lower.is_ascii(start, end) else _INSIDE
        for match in inside.finditer(lower.text[start:end]):
            if known.inside.get(match[0]):
                yield f"{SAYS}{INSIDE}{match[0]}", Span(start + match.start(), start + match.end())
        colon = label_end(document, start, end)
        if colon >= 0:
            yield from _words_at(view, start, colon, LABEL, known.label)
            start = colon
        if (first := _LETTERS.search(view, start, end)) and known.first.get(first[0].lower()):
            yield f"{SAYS}{FIRST}{first[0].lower()}", Span(*first.span())


def _words_at(
    view: str, start: int, end: int, what: str, known: Mapping[str, float]
) -> Iterator[tuple[str, Span]]:
    for match in _LETTERS.finditer(view, start, end):
        word = match[0].lower()
        if known.get(word):
            yield f"{SAYS}{what}{word}", Span(*match.span())


def telling_weights(
    document: Document, node: Node, known: Telling, lower: Lower, words: Collection[str] | None
) -> list[float]:
    """Return what the signals of `telling_words` weigh; `words`: of the block, see `Lower.words_in`."""
    kind, start, end = node.kind, node.start, node.end
    if kind == "heading":
        return list(filter(None, map(known.heading.get, _letters(document, lower, start, end))))
    if kind != "paragraph" and kind != "item":
        return []
    said = set(_INSIDE.findall(lower.text[start:end])) if words is None else words
    found = list(map(known.inside.get, said))
    colon = label_end(document, start, end)
    if colon >= 0:
        found += map(known.label.get, _letters(document, lower, start, colon))
        start = colon
    if words is None:
        first = _LETTERS.search(document.view, start, end)
    else:
        first = _TWO_LETTERS.search(lower.words, start, end)
    if first:
        found.append(known.first.get(first[0].lower()))
    return list(filter(None, found))


def _letters(document: Document, lower: Lower, start: int, end: int) -> set[str]:
    """Return words in lower case, those of one letter left out."""
    words = lower.words_in(start, end)
    if words is None:
        return {word.lower() for word in _LETTERS.findall(document.view, start, end)}
    return {word for word in words if len(word) > 1}


def wording(
    lower: Lower,
    block: Span,
    mentions: Sequence[Mention],
    own: str | None,
    known: Mapping[str, float],
    words: Collection[str] | None,
) -> list[float]:
    """Return what the words in `block` weigh, and what two in a row do if one is a mode.

    `lower` is the view of the page, `words` are those of the block, see `Lower.words_in`. `known` gives the
    weight of words in lower case, one blank between two. A number is "#"; a mode is "<own>" or, where it is
    not the page's own, "<other>", so that "than pandas" and "than Polars" are the same.
    """
    at, end = block
    if not mentions and words is not None:
        signs = "".join(lower.signs[at:end].split())
        if "'" not in signs:  # in a quarter of the time
            return list(filter(None, map(known.get, (*words, *set(signs)))))
    said: set[str] = set()
    before = ""  # the mode before, if nothing stands between it and `at`
    for mention in mentions:
        if mention.start >= at:
            between = _plain_words(lower.text, at, mention.start)
            if between:
                said.update(between)
                if before:
                    said.add(f"{before} {between[0]}")
                before = between[-1]
            mode = OWN if mention.mode == own else OTHER
            if before:
                said.add(f"{before} {mode}")
            before, at = mode, mention.end
    after = _plain_words(lower.text, at, end)
    said.update(after)
    if before and after:
        said.add(f"{before} {after[0]}")
    return list(filter(None, map(known.get, said)))


def places(
    lower: Lower, block: Span, mentions: Iterable[Mention], own: str | None, known: Mapping[str, float]
) -> dict[str, Span]:
    """Return the signals that weigh what `wording` says, each with the words that show it first."""
    found: dict[str, Span] = {}
    before, begin = "", block.start
    for word, start, end in _words(lower, block, mentions, own):
        named = word[0] == "<"
        if not named and known.get(word):
            found.setdefault(SAYS + word, Span(start, end))
        if (named or before[:1] == "<") and before and known.get(f"{before} {word}"):
            found.setdefault(f"{SAYS}{before} {word}", Span(begin, end))
        before, begin = word, start
    return found


def _plain_words(lower: str, start: int, end: int) -> list[str]:
    return [NUMBER if word[0].isdecimal() else word for word in _WORD.findall(lower, start, end)]


def _words(
    lower: Lower, block: Span, mentions: Iterable[Mention], own: str | None
) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a block in order, each with where it starts and ends."""
    at = block.start
    for mention in (*mentions, None):
        stop = block.end if mention is None else mention.start
        if stop < at:
            continue
        for match in _WORD.finditer(lower.text, at, stop):
            yield NUMBER if match[0][0].isdecimal() else match[0], *match.span()
        if mention is not None:
            yield OWN if mention.mode == own else OTHER, mention.start, mention.end
            at = mention.end
