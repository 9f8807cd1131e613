"""What an action says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mkdocs_profiling_scope.core.quoting import unlinked
from mkdocs_profiling_scope.core.report.values import Part
from mkdocs_profiling_scope.core.rules import RULES

Kind = Literal[
    "move-section",
    "take-out-section",
    "table",
    "question",
    "justification",
    "comparison",
    "proposal",
    "move-table",
    "projection",
    "opportunity",
    "rename",
    "rename-or-move",
]
_MOST = 80
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|~~|==")
_SIGNS = "*_`~="  # of what is markup, one is there
_HEADING = re.compile(
    r"\A\s*#{1,6}[ \t]+|[ \t]+#+[ \t]*\Z|\n[ \t]*(?:=+|-+)[ \t]*\Z|[ \t]*\{[:#.][^}]*\}\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is to be done: its lines, the words there, how many blocks, tables in it."""

    start_line: int
    end_line: int
    quote: str
    count: int = 1
    tables: tuple[tuple[int, int], ...] = ()


def say(kind: Kind, place: Place, mode: str | None, destination: str | None) -> tuple[Part, ...]:
    """Say what to do.

    Args:
        kind: of the action.
        place: where.
        mode: title of the mode that the document is about.
        destination: path of the proposal that text goes to, relative to the project.
    """
    values = {
        "it": Part("quote", place.quote),
        "at": lines(place.start_line, place.end_line),
        "to": Part("document", destination) if destination else Part("text", "an optimization proposal"),
        "mode": Part("text", mode or "this mode"),
        "count": Part("text", str(place.count)),
    }
    pattern = _pattern(kind, place.count > 1)
    parts = [values[piece] if isinstance(piece, str) else piece for piece in pattern]
    if kind == "take-out-section" and place.tables:
        at = next(i for i, part in enumerate(parts) if part.kind == "lines") + 1
        parts[at:at] = [
            Part(
                "text",
                ") with the comparison table ("
                if len(place.tables) == 1
                else ") with the comparison tables (",
            ),
            *_listed(place.tables),
        ]
    return tuple(parts)


@cache
def _pattern(kind: Kind, several: bool) -> tuple[Part | str, ...]:
    """Return the parts that all actions of a kind share, and the names of those that each has itself."""
    pieces = re.split(r"\{(\w+)\}", _PATTERNS[kind, several])
    return tuple(piece if i % 2 else Part("text", piece) for i, piece in enumerate(pieces) if piece)


_PATTERNS: dict[tuple[Kind, bool], str] = {
    ("move-section", False): "move the section {it} ({at}) to {to}",
    ("take-out-section", False): "take out the section {it} ({at}): it compares modes; "
    "keep what was measured in {mode}, move the rest to {to}",
    ("table", False): "take out the comparison table {it} ({at}); "
    "keep the figures of {mode}, move the comparison to {to}",
    ("question", False): "reword the question {it} ({at}) to ask about this mode only, "
    "as in: what limits {mode}?",
    (
        "justification",
        False,
    ): "drop the justification {it} ({at}): another mode's result does not show that a "
    "change to {mode} pays off; argue in {to} from what limits this mode",
    ("comparison", False): "take out the comparison {it} ({at}); say what limits {mode}, in its own figures",
    ("comparison", True): "take out the {count} comparisons from {it} on ({at}); "
    "say what limits {mode}, in its own figures",
    ("proposal", False): "move the proposal {it} ({at}) to {to}",
    ("proposal", True): "move the {count} proposals from {it} on ({at}) to {to}",
    ("move-table", False): "move the table {it} ({at}) to {to}",
    ("projection", False): "move the expected result {it} ({at}) to {to}; "
    "report here what is measured after the change",
    ("opportunity", False): "state what was measured instead of what could be better: {it} ({at})",
    ("opportunity", True): "state what was measured instead of what could be better, {count} times "
    "from {it} on ({at})",
    ("rename", False): "rename the heading {it} ({at}) to say what is measured in {mode}",
    ("rename-or-move", False): "rename the heading {it} ({at}), or move what it announces to {to}",
}
# Of the rules that are about no text to take away: what to do, before the places where.
_REMEDIES = {
    "PS301": "declare which mode the page is about, with mode: in its front matter or in pages",
    "PS302": "correct the front matter",
    "PS303": "create what is referred to, or correct the reference",
    "PS304": "link the measurements that it rests on",
}


def say_each(code: str, places: Sequence[Place]) -> tuple[Part, ...]:
    """Say what to do about the findings of a rule that is about no text to take away."""
    remedy = _REMEDIES.get(code) or next((rule.remedy for rule in RULES if rule.code == code), code)
    parts = [Part("text", remedy)]
    for i, place in enumerate(places if code != "PS301" else ()):
        parts.append(Part("text", ", " if i else ": "))
        if place.quote:
            parts += [Part("quote", place.quote), Part("text", " (")]
        parts.append(lines(place.start_line, place.end_line))
        if place.quote:
            parts.append(Part("text", ")"))
    return tuple(parts)


def lines(start: int, end: int) -> Part:
    """Return the part for the lines from `start` to `end`."""
    return Part("lines", f"line {start}" if start == end else f"lines {start}-{end}", start, end)


def words(source: str, *, heading: bool = False, most: int = _MOST) -> str:
    """Return how `source`, a piece of Markdown, reads: without markup, on one line, not too long."""
    text = source
    for _ in range(3 if heading else 0):
        text = _HEADING.sub("", text)
    text = unlinked(_LINK.sub(r"\1", text))
    if any(sign in text for sign in _SIGNS):  # quicker to say than where
        text = _MARKUP.sub("", text)
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def row(source: str) -> str:
    """Return how the first row of a table reads."""
    cells = source.lstrip().split("\n", 1)[0].strip().strip("|").split("|")
    return words(" | ".join(cell.strip() for cell in cells))


def _listed(places: Sequence[tuple[int, int]]) -> list[Part]:
    parts: list[Part] = []
    for i, (start, end) in enumerate(places):
        parts += [Part("text", ", ")] * (i > 0) + [lines(start, end)]
    return parts
