"""Whether a sentence sets two modes against each other, and by which words: what stands on either side.

Two modes in a sentence with "faster" are no comparison yet: both may be compared with a third thing
("Ash and Birch are faster than before"), or neither ("for a faster build, use Ash or Birch").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.signals.clauses import (
    ALSO,
    FEW,
    MODE,
    NAME,
    RANK,
    REACH,
    STOP,
    WORD,
    WORDS,
    Clauses,
    How,
    painted,
)
from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.values import Span

RANKS = re.compile(rf"\b{RANK}")
RANKS_ALONE = re.compile(
    r"\b(?:faster|slower|quicker|better|worse|easier|harder|nicer|safer|superior|inferior|cheaper|simpler|cooler"
    r"|smaller|larger|(?:more|less) (?!than\b)\w+"
    r"|(?:twice|half|(?:\d[\d.,]*|two|three|four|five|ten) times) as (?!of\b)\w+)\b"
)
BESIDE = re.compile(
    r"\b(?:compar(?:ed|ing) (?:to|with|against)|in comparison (?:to|with)|relative to|unlike|as opposed to)\b"
)
BEATS = re.compile(
    r"\b(?:out(?:perform|pac|class|rank|sell|scor|shin|run)(?:e?s|e?d|ing|e)?|beat(?:s|en|ing)?"
    r"|surpass(?:es|ed|ing)?|trounce[sd]?|demolishe[sd]|dwarf(?:s|ed)?|trumps?|eclipse[sd]?|overt(?:akes?|ook)"
    r"|lag(?:s|ged)? behind)\b"
)
LEVEL = re.compile(
    r"\b(?:match(?:es|ed|ing)?|equal(?:s|led)?|rival(?:s|led)?|on (?:a )?par(?: with)?|level with"
    r"|close to|comparable (?:to|with)|keeps? (?:up|pace)(?: with)?|catch(?:es|ing)? up(?: with| to)?"
    r"|as \w+ as|the same \w+ as|similar to|like)\b"
)
FACTOR = re.compile(
    r"\b(?:\d[\d.,]* ?(?:x\b|×|times\b|%|percent\b)|(?:two|three|four|five|six|eight|ten|several) times\b"
    r"|(?:twice|half|double|triple|a third|a quarter|a fifth|two thirds)\b)"
    r"(?P<of>(?: (?:as|the|of|what|that|its|more|less)\b)*)"
)
UNIT = (
    r"ns|us|µs|ms|s|sec|seconds|minutes|min|hours|%|percent|x|bytes|[kmg]i?b|cycles|instructions|allocations"
    r"|\w{1,8}/(?:s|sec|op)"
)
_AMOUNT = re.compile(
    rf"({MODE})|\d[\d.,]*\s*(?:[kmg])?({UNIT})(?!\w)"
    r"|(?<=[\ua000-\ua48c]:\s)\d[\d.,]*(?=\W*\Z)"  # "Birch: 11", after "Ash: 3 instructions"
)
_NUMBER = re.compile(r"\d[\d.,]*")
_COMPARES = re.compile(
    r"\b(?:compar(?:e[sd]?|ing|isons?)|benchmark(?:s|ed|ing)?|(?:differences?|gap|trade-?offs?) between)\b"
    rf"(?:\W+{WORD}){{0,5}}?\W+({MODE})(?:\W+{WORD}){{0,4}}?\W+(?:to|with|and|against|or|vs\.?|versus)"
    rf"(?:\W+{WORD}){{0,3}}?\W+({MODE})"
    rf"|\b({MODE})(?:\W+{WORD}){{0,3}}?\W+(?:vs\.?|versus|against)(?:\W+{WORD}){{0,2}}?\W+({MODE})"
)
_PREFERS = re.compile(
    rf"\b(?:prefer(?:s|red|ring)?|(?P<other>recommend(?:s|ed)?|cho(?:o?se)s?|pick(?:s|ed)?|favou?r(?:s|ed)?))\b"
    rf"(?:\W+{WORD}){{0,4}}?\W+({MODE})(?:\W+{WORD}){{0,3}}?\W+(?:over|above|rather than|(?(other)(?!)|to))"
    rf"(?:\W+{WORD}){{0,2}}?\W+({MODE})"
)
_MANY = 8
_LONGEST = 600  # characters; what is longer says more than one thing
_CLAUSE = re.compile(rf"{STOP}|,|\b(?:but|while|whereas|although|though|because|since|if|when|unless|and)\b")
_SENTENCE = re.compile(r"[;:!?()]|\.\s|\bth[ae]n\b")


class Sides(NamedTuple):
    """The word that sets two modes against each other, and how: it may be asked, denied, or only likely."""

    place: Span
    how: How


def are_readable(view: str, span: Span, mentions: Sequence[Mention]) -> bool:
    """Say whether a sentence that names modes is short enough to look for its sides, however wrapped."""
    if len(mentions) > _MANY:
        return False
    return span.end - span.start <= _LONGEST or len(" ".join(view[slice(*span)].split())) <= _LONGEST


def sides(view: str, span: Span, mentions: Sequence[Mention]) -> Sides | None:
    """Find the word that sets two of the modes that a sentence names against each other.

    Args:
        view: the prose of the page.
        span: the sentence.
        mentions: the modes that it names, in order.

    The time this takes is not linear: ask `are_readable` first.
    """
    sentence = Clauses(painted(view, span, mentions))
    found = None
    for rule in _RULES:
        for start, end in rule(sentence):
            how = _HOW.get(rule) or sentence.how(start, end)
            if found is None or how == "said":
                found = Sides(Span(span.start + start, span.start + end), how)
        if found:
            break
    return found


def _ranked(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "Ash is faster than Birch", and "faster in Ash than in Birch"."""
    text = sentence.text
    for than in sentence.thans():
        right, _ = sentence.after(than.end())
        if not right or text[: than.start()].endswith(("rather ", "other ")):
            continue
        rank: re.Match[str] | None = than
        if reach := REACH.get(than[0]):
            near = RANKS.finditer(text, max(0, than.start() - reach), than.start())
            rank = next(
                (r for r in reversed([*near]) if not _SENTENCE.search(text, r.end(), than.start())), None
            )
        if rank is None:
            continue
        inner = sentence.subjects(rank.end(), than.start())
        left = inner[-1] if inner and inner[-1] not in right else sentence.subject(rank.start())
        if left and left not in right:
            yield rank.start(), than.end()


def _set_beside(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "Compared to Birch, Ash is faster", and "Ash is faster compared to Birch"."""
    for beside in BESIDE.finditer(sentence.text):
        right, end = sentence.after(beside.end())
        first = NAME.search(sentence.text, beside.end())
        if right and first and not sentence.text[: beside.start()].strip():
            right, end = {first[0][0]}, first.end()  # "Compared to Birch, Ash …" enumerates nothing
        for rank in RANKS_ALONE.finditer(sentence.text) if right else ():
            if rank.start() < beside.start():
                left = sentence.subject(rank.start())
            else:
                left = next(
                    (
                        m[0][0]
                        for m in NAME.finditer(sentence.text, end, rank.start())
                        if m[0][0] not in right
                    ),
                    "",
                )
            if left and left not in right:
                yield rank.span()


def _beats(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "Ash outperforms Birch"."""
    for beat in BEATS.finditer(sentence.text):
        right, _ = sentence.after(beat.end())
        left = sentence.subject(beat.start())
        if left and right and left not in right:
            yield beat.span()


def _prefers(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "I prefer Ash over Birch"."""
    for found in _PREFERS.finditer(sentence.text):
        if found[2][0] != found[3][0]:
            yield found.span()


def _multiplies(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "Ash takes three times as long as Birch", and "Ash needs half of what Birch needs"."""
    for factor in FACTOR.finditer(sentence.text):
        right, _ = sentence.after(factor.end()) if factor["of"].strip() else (set(), 0)
        left = sentence.subject(factor.start()) if right else ""
        if left and left not in right:
            yield factor.span()


def _measures(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "Ash takes 12 ms, Birch 40 ms", and "12 ms for Ash and 40 ms for Birch"."""
    if len(_NUMBER.findall(sentence.text)) > _MANY:
        return  # a list of parts rather than a comparison
    against = sentence.compared_with
    found = [
        m
        for m in _AMOUNT.finditer(sentence.text)
        if not m[1] or not any(a <= m.start() < b for a, b in against)
    ]
    for four in zip(found, found[1:], found[2:], found[3:], strict=False):
        modes, units = {m[1][0] for m in four if m[1]}, [m[2] for m in four if not m[1]]
        alternate = all(bool(a[1]) != bool(b[1]) for a, b in pairwise(four))
        if alternate and len(modes) == 2 and units[1] in (units[0], None):
            yield four[0].start(), four[-1].end()


def _level(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "Ash is on a par with Birch", and "Ash is as fast as Birch"."""
    for level in LEVEL.finditer(sentence.text):
        right, _ = sentence.after(level.end(), 3)
        left = sentence.subject(level.start()) if right else ""
        if left and left not in right:
            yield level.span()


def _compares(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "we compare Ash with Birch", "the difference between Ash and Birch", and "Ash vs. Birch"."""
    for found in _COMPARES.finditer(sentence.text):
        one, other = (found[1], found[2]) if found[1] else (found[3], found[4])
        if one[0] != other[0]:
            yield found.span()


def _contrasted(sentence: Clauses) -> Iterator[tuple[int, int]]:
    """Find "Ash is slow, but Birch is faster": a mode is ranked, and another one named in another clause."""
    text = sentence.text
    names = list(NAME.finditer(text))
    bounds = [0, *(b.end() for b in _CLAUSE.finditer(text)), len(text)]
    together = set()  # "Ash and Birch": what is said of one of them is said of both
    for a, b in pairwise(names):
        also = ALSO.match(text, a.end())
        if a[0][0] != b[0][0] and also and also.end() == b.end():
            together |= {a, b}
    for rank in RANKS_ALONE.finditer(text):
        start = max(b for b in bounds if b <= rank.start())
        end = min(b for b in bounds if b >= rank.end())
        here = [m for m in names if start <= m.start() < end]
        modes = {m[0][0] for m in here}
        alone = len(modes) == 1 and {m[0][0] for m in names} != modes and together.isdisjoint(here)
        if alone and "than" not in text[rank.end() : end]:
            gaps = (text[min(m.end(), rank.end()) : max(m.start(), rank.start())] for m in here)
            if any(len(WORDS.findall(gap)) < FEW for gap in gaps):
                yield rank.span()


_RULES: tuple[Callable[[Clauses], Iterator[tuple[int, int]]], ...] = (
    _ranked,
    _set_beside,
    _beats,
    _prefers,
    _multiplies,
    _measures,
    _level,
    _compares,
    _contrasted,
)
_HOW: dict[Callable[[Clauses], Iterator[tuple[int, int]]], How] = {
    _level: "alike",
    _compares: "likely",
    _contrasted: "likely",
}
