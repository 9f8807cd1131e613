"""A sentence that names modes: which clause speaks of which of them, and what it compares them with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.values import Span

How = Literal["said", "asked", "denied", "alike", "likely"]

_FIRST = 0xA000  # of the letters (of Yi) with one of which the name of a mode is painted over
MODE = "[\ua000-\ua48c]+"
NAME = re.compile(MODE)
WORD = r"\w+(?:['’-]\w+)*"
WORDS = re.compile(WORD)
FEW = 5  # words
# A word that ranks, before "than".
RANK = (
    r"(?!(?:rather|other|another|either|neither|never|ever|over|after|under|further|however|whether|together"
    r"|number|computer|user|server|order|partner)\b)"
    r"(?:[a-z]+er|worse|less|more|superior|inferior|ahead|behind|preferable)\b"
)
THAN = re.compile(r"\bth[ae]n\b|\b(?:superior|inferior|preferable) (?:to|over)\b|\bahead of\b|\bbehind\b")
REACH = {"than": 90, "then": 16}  # characters from the word that ranks to these
# What stands before "ahead of" and "behind" where these rank, and do not tell a place.
_AHEAD = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|stays?|comes?|came|out|far|well|way|slightly|just|only|still|pulls?|puts?|us"
    r"|them|it|lag(?:s|ged|ging)?|trails?|fall(?:s|en|ing)?|fell|times|percent|points)|[%x×])\s*\Z"
)
STOP = r"[;:!?()]|\.(?=\s|\.)|\s[-–—]+\s|--|—"  # where a clause surely ends
# Where one may end, and with it what its verb speaks of.
_BOUND = re.compile(
    rf"{STOP}|,\s+(?:and|but|so|or|yet|nor)\b|,|\b(?:but|while|whereas|although|though|because|since|if|when"
    r"|unless|that|which|who|where|whether|and|or|than|then|as|so)\b"
)
# A clause that speaks of what the one before it spoke of: "…, and I think it is faster".
_BACK = re.compile(
    r"(?:\W*\b(?:i|we|you|they|he|people|most|many|some)\b[^,;]{0,14}?"
    r"\b(?:think|find|found|believe|say|said|guess|feel|call|consider|like)\b(?: that\b)?)?"
    r"\W*\b(?:it|it's|its|they|they're|that|this|these|which|he|she)\b"
)
_GOES_ON = re.compile(
    r"(?:is|are|was|were|be|been|being|has|have|had|does|do|did|can|could|will|would|may|might|should|must|runs?"
    r"|ran|perform(?:s|ed)|scales|works|looks|seems|feels|takes|took|needs|uses|gets|got|offers|gives|provides"
    r"|makes|made|also|still|even|much|far|way|a|lot|bit|little|often|perhaps|maybe|about|almost|at|least|just"
    rf"|very|so|many|not|thus|with|in|for|by|on|to|up|\w+ly|\d[\w'’-]*|{RANK})"
)
_WHOSE = re.compile(r"\W*(?:i|we|you|they|he|she|the|a|my|your)\b")
_FRONTED = re.compile(r"\W*(?:if|with|using|in|on|for|when|by|under|through|via|as for)\b")
# What stands between "than" and a mode if it is not the mode that something is compared with.
_OTHERWISE = re.compile(
    r"[;:!?()]|\.\s|\b(?:in favor|before|expected|ever|usual|but|because|if|tie)\b|\A\s*to\b|\w(?<!\bsay),"
    r"|\b(?:i|we|you)\b(?!\s+(?:am|are|was|were|do|did|will|would|have|had|can|could|get|got)\b)"
)
_VERB = re.compile(r"\s+(?:is|are|was|were|has|have|had|can|will|would|does|do|did)\b")
_ANOTHER = r"(?:while|whereas|where|but|though|although|because|since|when|if|which|so)\b"  # begins a clause
ALSO = re.compile(
    rf"(?:s|['’]s)?(?:\s+{WORD}){{0,2}}?\s*(?:,|/|\bor\b|\band\b)(?:\s*(?:or|and)\b)?"
    rf"(?:\s+(?!{_ANOTHER}){WORD}){{0,2}}?\s*({MODE})"
)
_LIKE = re.compile(
    r"\b(?:(?<!such )(?<!far )as|unlike|(?:just|much|more|works?|behaves?|similar) like|similar to)\s"
)
_ASIDE = re.compile(r"\([^()]{0,60}\)")
_DENIES = re.compile(
    r"\b(?:not(?! only| just)|never|nor|neither|nothing|none|cannot|hardly|any"
    r"|no(?! doubt| question| wonder| matter))\b|n['’]t\b"
)
_ASKS = re.compile(r"\b(?:whether|if)\b")
_WHY = re.compile(r"\b(?:why|how come|what makes|reason)\b")
_BREAK = re.compile(r"[;:.]\s|,\s+(?:but|and)\b|\bbut\b")


def painted(view: str, span: Span, mentions: Sequence[Mention]) -> str:
    """Return a sentence in lower case, in which every mode is a word of one letter, of the same length.

    What is only linked is not named.
    """
    named = [m for m in mentions if not m.linked]
    letters = {mode: chr(_FIRST + i) for i, mode in enumerate(dict.fromkeys(m.mode for m in named))}
    text = [low if len(low := char.lower()) == 1 else char for char in view[span.start : span.end]]
    for m in named:
        text[m.start - span.start : m.end - span.start] = letters[m.mode] * (m.end - m.start)
    # What an aside says is no part of the sentence around it, unless it compares or names.
    return _ASIDE.sub(
        lambda a: a[0] if NAME.search(a[0]) or THAN.search(a[0]) else " " * len(a[0]), "".join(text)
    )


class Clauses:
    """The clauses of a sentence, which is `painted`, and what they say of its modes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def how(self, start: int, end: int) -> How:
        """Say whether what is compared by the words from `start` to `end` is said, asked or denied."""
        begin = max((b.end() for b in _BREAK.finditer(self.text, 0, start)), default=0)
        asks = self.text.rstrip(" \"')").endswith("?") and not _WHY.search(self.text)
        if asks or _ASKS.search(self.text, begin, start):
            return "asked"
        return "denied" if _DENIES.search(self.text, begin, end) else "said"

    def thans(self) -> Iterator[re.Match[str]]:
        """Yield each "than", and each word that ranks as it does: "superior to", "ahead of", "behind"."""
        for than in THAN.finditer(self.text):
            if than[0] not in ("ahead of", "behind") or _AHEAD.search(self.text, 0, than.start()):
                yield than

    def after(self, at: int, few: int = FEW) -> tuple[set[str], int]:
        """Return the modes that stand right after `at`, one or those of an enumeration, and their end."""
        first = NAME.search(self.text, at)
        if first is None:
            return set(), at
        between = self.text[at : first.start()]
        if len(WORDS.findall(between)) > few or _OTHERWISE.search(between):
            return set(), at
        found, end = {first[0][0]}, first.end()
        if " and " in between and _VERB.match(self.text, end):
            return set(), at  # "Ash is faster than Oak, and Birch is …"
        while more := ALSO.match(self.text, end):
            found.add(more[1][0])
            end = more.end()
        return found, end

    @cached_property
    def compared_with(self) -> list[tuple[int, int]]:
        """Where the modes stand with which something is compared, so that it is not them."""
        starts = [(than.end(), FEW) for than in THAN.finditer(self.text) if than[0] in REACH]
        starts += [(like.end(), 1) for like in _LIKE.finditer(self.text)]
        ends = [(start, *self.after(start, few)) for start, few in starts]
        return [(start, end) for start, found, end in ends if found]

    def subjects(self, start: int, end: int) -> list[str]:
        """Return the modes between two offsets with which nothing is compared."""
        return [
            name[0][0]
            for name in NAME.finditer(self.text, start, end)
            if not any(a <= name.start() < b for a, b in self.compared_with)
        ]

    def subject(self, rank: int) -> str:
        """Return the mode that the word at `rank` ranks, or "" if it is none of them."""
        end, bounds = rank, list(_BOUND.finditer(self.text, 0, rank))
        while True:
            start = bounds[-1].end() if bounds else 0
            if names := self.subjects(start, end):
                return names[-1]
            if not bounds:
                return ""
            bound = bounds.pop()
            if not self._speaks_of_before(bound, end):
                return self._enumerated(bound, bounds)
            end = bound.start()

    def _speaks_of_before(self, bound: re.Match[str], end: int) -> bool:
        """Say whether the clause after `bound` speaks of what the one before it spoke of."""
        clause = self.text[bound.end() : end]
        word = bound[0].strip(" ,")
        first = WORDS.search(clause)
        if first is None or word in ("than", "then") or _BACK.match(clause):
            return True
        if word in ("that", "which", "who"):
            return not _WHOSE.match(clause)
        return bool(_GOES_ON.fullmatch(first[0]))

    def _enumerated(self, bound: re.Match[str], before: Sequence[re.Match[str]]) -> str:
        """Return the mode that is enumerated before `bound`: "Ash and the new Oak run faster than"."""
        if bound[0].strip(" ,") not in ("and", "or", ""):
            return ""
        start, end = before[-1].end() if before else 0, bound.start()
        names = self.subjects(start, end)
        if not names and before and before[-1][0] == bound[0] == ",":  # "Ash, once warm, runs faster than"
            start, end = before[-2].end() if len(before) > 1 else 0, before[-1].start()
            names = self.subjects(start, end)
        few = len(WORDS.findall(self.text[start:end])) < FEW
        return names[-1] if names and (few or _FRONTED.match(self.text)) else ""
