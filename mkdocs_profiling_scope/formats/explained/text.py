"""Explanations of judgements for a terminal of 100 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.explained.values import (
    Account,
    Answer,
    Clue,
    Explanation,
    Look,
    Missing,
    Trait,
)
from mkdocs_profiling_scope.core.quoting import quoted
from mkdocs_profiling_scope.formats.labels import head
from mkdocs_profiling_scope.formats.visible import visible

WIDTH = 100
_SHOWN = {True: 8, False: 4}  # signals of a "yes", of a "no"; the rest is one line
_TRAITS = 4  # of what a page looks like
_FOR, _AGAINST, _BOLD, _DIM = "32", "31", "1", "2"
_LEFT = 22  # columns before what a signal means
_Paint = Callable[[str, str], str]


def render(shown: str, explanation: Explanation, *, color: bool = False) -> str:
    """Return for each block both answers, the signals that decided, and what would change them."""
    paint = _paint if color else _plain
    blocks = ["".join(f"{line}\n" for line in _block(each, paint)) for each in explanation.accounts]
    looks = "".join(f"{line}\n" for look in explanation.looks for line in _look(look))
    return "\n".join([f"{paint(head(shown, explanation), _BOLD)}\n{looks}", *blocks])


def _look(look: Look) -> Iterator[str]:
    """Say what a page looks like in one sentence with its strongest traits."""
    line = f"{look.meaning} ({look.score:+.2f}): {_list(look.traits[:_TRAITS])}"
    yield from textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _block(account: Account, paint: _Paint) -> Iterator[str]:
    block, words = account.block, account.words
    lines = f"{block.start_line}-{block.end_line}"
    label = f"{lines}  {block.kind}: scope {block.scope}, comparison {block.comparison}"
    yield paint(label, _BOLD)
    yield f"  {paint(visible(quoted(words.text, WIDTH - 8)), _DIM)}" if words.text else "  (no words)"
    for note in account.notes:
        yield f"  {note}"
    for answer in account.answers:
        yield from _answer(answer, paint)


def _answer(answer: Answer, paint: _Paint) -> Iterator[str]:
    said = "yes, certain" if answer.is_certain else "yes" if answer.is_so else "no"
    yield (
        f"  {answer.question}: {paint(said, _FOR if answer.is_so else _BOLD)}; {answer.score:+.2f},"
        f" yes from {answer.threshold:+.2f}, certain from {answer.certain:+.2f};"
        f" probability {answer.probability:.2f}"
    )
    shown = answer.clues[: _SHOWN[answer.is_so]]
    for clue in shown:
        yield from _clue(clue, paint)
    # In hundredths, so that the printed numbers add up to the printed score.
    rest = _cents(answer.score) - _cents(answer.bias) - sum(_cents(clue.amount) for clue in shown)
    weaker = len(answer.clues) - len(shown)
    if weaker or rest:
        yield _row(rest, "", counted(weaker, "weaker signal") if weaker else "rounding")
    yield _row(_cents(answer.bias), "", "before any signal")
    for line in _opposite(answer):
        yield from textwrap.wrap(line, WIDTH, initial_indent="    ", subsequent_indent="      ")


def _clue(clue: Clue, paint: _Paint) -> Iterator[str]:
    words = clue.words
    place = f"{words.start_line}:{words.start_col}" if words else ""
    meaning = visible(clue.meaning)
    if clue.source != "block":
        said = f" {visible(quoted(words.text, 40))}" if words else ""
        meaning += f" ({clue.source}{said})"
    elif words and '"' not in meaning.replace('beside "we" or "our"', ""):
        meaning += f": {visible(quoted(words.text, 40))}"
    first, *more = textwrap.wrap(meaning, WIDTH - _LEFT) or [""]
    row = _row(_cents(clue.amount), place, first)
    amount = row[:12]
    yield paint(amount, _FOR if clue.amount > 0 else _AGAINST) + row[12:]
    yield from (" " * _LEFT + line for line in more)


def _row(cents: int, place: str, text: str) -> str:
    return f"{cents / 100:+12.2f}  {place:7} {text}"


def _opposite(answer: Answer) -> Iterator[str]:
    opposite, what = answer.opposite, f"a {answer.question}"
    distance = f"{opposite.distance:.2f}"
    if opposite.without:
        count = len(opposite.without)
        these = "this" if count == 1 else f"these {count}"
        yield f"no {answer.question} without {these}: {_list(opposite.without)}"
    elif answer.is_so:
        yield f"{what} whatever it says"
    elif opposite.with_any:
        yield f"{what} with {distance} more, by any of: {_list(opposite.with_any)}"
    elif opposite.with_all:
        yield f"{what} with {distance} more, by all of: {_list(opposite.with_all)}"
    else:
        yield f"{what} with {distance} more, which no signal brings"


def _list(found: Iterable[Clue | Missing | Trait]) -> str:
    return "; ".join(f"{visible(each.meaning)} ({each.amount:+.2f})" for each in found)


def _cents(value: float) -> int:
    return round(value * 100)


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, code: str) -> str:
    return text
