"""Whether a sentence sets the one mode that it names against the page's own, which it need not name.

"It takes three times as long as Birch", "Birch needs 12 s, we need 3", "this favors Birch": the other side is
a pronoun, or nothing at all. Where two modes are named, see `sides.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from mkdocs_profiling_scope.core.signals.clauses import MODE, NAME, REACH, THAN, WORD, Clauses, painted
from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.signals.sides import BEATS, BESIDE, FACTOR, LEVEL, RANKS, RANKS_ALONE, UNIT
from mkdocs_profiling_scope.core.values import Span

_WITHIN = re.compile(
    r"\bwithin (?:about |roughly |some )?(?:\d[\d.,]* ?(?:%|percent\b|x\b|×)|a factor of \w+) of\b"
)
# "40 % of its time in Birch" is a share of a whole, and measures nothing in two modes.
_SHARE = re.compile(
    r"(?: (?:the|its|their|all|our|this|that))? (?:\w+ ){0,2}?"
    r"(?:time|runtime|samples|cycles|instructions|memory|heap|allocations|bytes|calls|cpu|profile|cost|work)"
    r"(?: \w+){0,2}? (?:in|inside|to|on|under|with|within|for|by|through|waiting|at)\b"
)
_QUANTITY = re.compile(rf"\d[\d.,]*\s*(?:[kmg])?(?:{UNIT})?(?!\w)")
_CONTRAST = re.compile(r"\b(?:where|while|whereas|but|against|vs\.?|versus)\b|;")
_GAP = re.compile(
    r"\b(?:gap|distance|difference|advantage|edge|lead|win|improvement|speed-?up|gains?)"
    r"(?: \w+){0,2}? (?:to|over|with|from|against|behind)\b"
)
# Not "dominates": what dominates a profile takes most of its time. Nor what a mode "led to".
_FAVORS = re.compile(
    rf"\b(?:favou?r(?:s|ed|ing)?|winner(?: is)?|(?<!time )goes to|advantage:)\W+(?:{WORD}\W+){{0,2}}?{MODE}"
    rf"|{MODE}(?:['’]s)?(?:\W+{WORD}){{0,3}}?\W+(?:wins?|won|(?:leads?|led)(?! to\b)|is (?:still )?ahead"
    r"|(?:takes?|took) the lead|comes? out ahead|pulls? ahead|has (?:the|an) (?:edge|advantage|lead)"
    r"|is (?:still )?the winner)\b"
)
_MANY = 6  # figures; more of them are a list
_FEW = 6  # words between a factor and what it is of

Place = tuple[int, int]


def implied(view: str, span: Span, mentions: Sequence[Mention]) -> Iterator[tuple[str, Span]]:
    """Yield how a sentence sets the mode that it names against what it does not name, with the words.

    Args:
        view: the prose of the page.
        span: the sentence.
        mentions: where it names the mode.

    Yields:
        "said", "alike", "likely" or "ranked": one of them says it, one that both are alike; or it is likely,
        from what the sentence says of the mode; or that is ranked, against no matter what. Or "denied" or
        "asked", for what would be said. What comes first is surest.
    """
    sentence = Clauses(painted(view, span, mentions))
    for rule, how in _RULES.items():
        for start, end in rule(sentence):
            said = sentence.how(start, end) if how == "said" else how
            yield said, Span(span.start + start, span.start + end)
            break


def _than(sentence: Clauses) -> Iterator[Place]:
    """Find "faster than Birch", "ahead of Birch"."""
    for than in sentence.thans():
        if not sentence.after(than.end())[0]:
            continue
        ranks = [than]
        if reach := REACH.get(than[0]):
            ranks = [*RANKS.finditer(sentence.text, max(0, than.start() - reach), than.start())]
        if ranks and not sentence.subject(ranks[-1].start()):
            yield ranks[-1].start(), than.end()


def _times(sentence: Clauses) -> Iterator[Place]:
    """Find "half of what it takes in Birch", "within 18% of Birch"."""
    for factor in FACTOR.finditer(sentence.text):
        of_what = factor["of"].strip() and sentence.after(factor.end(), _FEW)[0]
        is_share = _SHARE.match(sentence.text, factor.end())
        if of_what and not is_share and not sentence.subject(factor.start()):
            yield factor.span()
    yield from (near.span() for near in _WITHIN.finditer(sentence.text) if sentence.after(near.end())[0])


def _beats(sentence: Clauses) -> Iterator[Place]:
    """Find "outperforms Birch", and "Birch is outperformed"."""
    yield from (beat.span() for beat in BEATS.finditer(sentence.text))


def _beside(sentence: Clauses) -> Iterator[Place]:
    """Find "compared to Birch", "unlike Birch", "the gap to Birch"."""
    for pattern in (BESIDE, _GAP):
        for beside in pattern.finditer(sentence.text):
            if sentence.after(beside.end(), 3)[0]:
                yield beside.span()


def _level(sentence: Clauses) -> Iterator[Place]:
    """Find "on a par with Birch", "as fast as Birch"."""
    for level in LEVEL.finditer(sentence.text):
        if sentence.after(level.end(), 3)[0] and not sentence.subject(level.start()):
            yield level.span()


def _favors(sentence: Clauses) -> Iterator[Place]:
    """Find "this favors Birch", and "Birch wins"."""
    yield from (found.span() for found in _FAVORS.finditer(sentence.text))


def _figures(sentence: Clauses) -> Iterator[Place]:
    """Find "it reads 4 MB/s where Birch reads 1 MB/s": a figure on either side, the mode on one of them."""
    text = sentence.text
    if len(_QUANTITY.findall(text)) > _MANY:
        return
    for bound in _CONTRAST.finditer(text):
        named = [bool(NAME.search(half)) for half in (text[: bound.start()], text[bound.end() :])]
        if (
            any(named)
            and not all(named)
            and _QUANTITY.search(text, 0, bound.start())
            and _QUANTITY.search(text, bound.end())
        ):
            yield bound.span()


def _ranked(sentence: Clauses) -> Iterator[Place]:
    """Find "Birch is slower", with no "than"."""
    for rank in RANKS_ALONE.finditer(sentence.text):
        if not THAN.match(sentence.text, rank.end() + 1) and sentence.subject(rank.start()):
            yield rank.span()


_RULES: Mapping[Callable[[Clauses], Iterator[Place]], str] = {
    _than: "said",
    _times: "said",
    _beats: "said",
    _beside: "said",
    _level: "alike",
    _favors: "likely",
    _figures: "likely",
    _ranked: "ranked",
}
