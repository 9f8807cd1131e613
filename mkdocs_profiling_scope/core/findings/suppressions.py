"""Directives in comments: `<!-- profiling-scope: ignore[PS101] reason -->`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_profiling_scope.core.guess import did_you_mean
from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.rules import RULES, Violation
from mkdocs_profiling_scope.core.values import Finding, Span

# What follows is optional, so that nothing is tried twice.
_DIRECTIVE = re.compile(r"<!--\s*profiling-scope:\s*([\w-]*)\s*(?:\[([^\]]*)\])?")
# What somebody took for one: other case, no colon, or the form of another linter.
_NEARLY = re.compile(
    r"<!--\s*profiling[-_ ]?scope\b[^\[]*?(?:\[|\b(?:ignore|disable|suppress)|PS\d)", re.IGNORECASE
)
# Behind the last cell of a row, where no renderer looks.
_AFTER_CELLS = re.compile(r"\|[ \t]*(<!--[^|\r\n]*-->)[ \t]*(?=[\r\n]|\Z)")
_BEFORE = re.compile(r"[ \t>]*")  # what a comment on its own line may stand behind
VERBS = ("ignore", "ignore-file")


@dataclass(slots=True, eq=False)
class Directive:
    """One comment: the rules that it names, the range that it holds for, and which rules it met."""

    span: Span
    verb: str
    names: tuple[str, ...]
    reason: str
    holds: Span
    used: set[str] = field(default_factory=set)


class Suppressions:
    """All directives of a page."""

    def __init__(self, directives: Sequence[Directive], nearly: Sequence[Span] = ()) -> None:
        self.directives = directives
        self._nearly = nearly
        known = RULES if directives else ()
        self._codes = {key: rule.code for rule in known for key in (rule.code, rule.name)}

    @classmethod
    def read(cls, document: Document) -> Suppressions:
        """Read the directives from the comments of a page; in code they are text."""
        ranges = _Ranges(document)
        found, nearly = [], []
        for span in (*document.comments, *_after_cells(document)):
            comment = document.text(span.start, span.end)
            match = _DIRECTIVE.match(comment.removesuffix("-->"))
            if match and comment.endswith("-->"):
                names = tuple(n.strip() for n in (match[2] or "").split(",") if n.strip())
                reason = comment[match.end() : -len("-->")].strip()
                found.append(Directive(span, match[1], names, reason, ranges.of(span, match[1])))
            elif _NEARLY.match(comment):
                nearly.append(span)
        return cls(found, nearly)

    def apply(self, findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Split findings into those to be shown and those that a directive suppresses."""
        if not self.directives:
            return list(findings), []
        starts: dict[str, list[int]] = {}  # of findings, by code
        for finding in sorted(findings, key=lambda finding: finding.span.start):
            starts.setdefault(finding.code, []).append(finding.span.start)
        hidden: dict[str, set[int]] = {code: set() for code in starts}
        reach: dict[str, int] = {}  # by code, up to which finding those before are looked at
        for directive in sorted(self.directives, key=lambda d: d.holds):
            for name in directive.names if directive.verb in VERBS else ():
                code = self._codes.get(name, "")
                at = starts.get(code, [])
                first, last = (bisect_left(at, offset) for offset in directive.holds)
                if first < last:
                    directive.used.add(name)
                    # Ranges begin in order, so that what lies before the reach has been looked at.
                    hidden[code].update(at[max(first, reach.get(code, 0)) : last])
                    reach[code] = max(last, reach.get(code, 0))
        here = [finding.span.start in hidden[finding.code] for finding in findings]
        return (
            [finding for finding, is_hidden in zip(findings, here, strict=True) if not is_hidden],
            [finding for finding, is_hidden in zip(findings, here, strict=True) if is_hidden],
        )

    def violations(self, off: set[str]) -> Iterator[tuple[str, Violation]]:
        """Return what is wrong with the directives themselves, once `apply` has been called.

        Args:
            off: codes of rules that are switched off; not meeting them is nobody's fault.
        """
        for span in self._nearly:
            what = "this comment is not a directive; write profiling-scope: ignore[PS101] and a reason"
            yield "PS903", Violation(span, what, "it names the tool, but not as a directive does")
        for directive in self.directives:
            for code, what, why in self._wrong(directive, off):
                yield code, Violation(directive.span, what, why)

    def _wrong(self, d: Directive, off: set[str]) -> Iterator[tuple[str, str, str]]:
        """Return code, message and reason of what is wrong with a directive."""
        if d.verb not in VERBS:
            guess = did_you_mean(d.verb, VERBS) or f"; there are {' and '.join(VERBS)}"
            why = "a directive that does not exist suppresses nothing"
            yield "PS903", f"unknown directive {d.verb!r}{guess}", why
            return
        if not d.names:
            what = f"{d.verb} names no rule; write {d.verb}[PS101] with the rule that is meant"
            yield "PS903", what, "a suppression without a rule would hide what nobody looked at"
        for name in d.names:
            if name not in self._codes:
                what = f"unknown rule {name!r}{self._guess(name)}"
                yield "PS903", what, "the name is neither the code nor the name of a rule"
            elif name not in d.used and self._codes[name] not in off:
                what = f"{d.verb}[{name}] suppresses nothing; remove it"
                yield "PS901", what, "no finding of this rule is left where the directive holds"
        if d.names and not d.reason:
            what = f"{d.verb}[{', '.join(d.names)}] gives no reason; add one after the bracket"
            yield "PS902", what, "whoever reads the page later must see why the rule does not hold here"

    def _guess(self, name: str) -> str:
        codes = [rule.code for rule in RULES if rule.code.startswith(name.upper())]
        if len(codes) > 1:
            return f"; name each rule, as in ignore[{codes[0]}, {codes[1]}]"
        return did_you_mean(codes[0] if codes else name, self._codes)


def _after_cells(document: Document) -> Iterator[Span]:
    """Yield the comments behind the last cells of rows, which are no part of the table."""
    known = {span.start for span in document.comments}
    text = document.source.text
    for node in document.nodes:
        if node.kind == "table":
            for found in _AFTER_CELLS.finditer(text, node.start, node.end):
                if found.start(1) not in known:
                    yield Span(*found.span(1))


class _Ranges:
    """Tells where directives hold; what takes a look at the whole page is done once."""

    def __init__(self, document: Document) -> None:
        self._source = document.source
        self._nodes = document.nodes
        self._ends: list[int] | None = None

    def of(self, span: Span, verb: str) -> Span:
        """Return where a directive holds: file, line, or the block (for an item, the list) after it."""
        source, nodes = self._source, self._nodes
        if verb == "ignore-file":
            return Span(0, len(source.text) + 1)
        line = source.line(span.start)
        start = source.line_start(line)
        before = _BEFORE.match(source.text, start, span.start)
        if before and before.end() < span.start:
            return Span(start, source.line_end(line) + 1)
        first = bisect_left(nodes, span.end, key=_start)
        if first == len(nodes):
            return Span(span.end, span.end)
        last = self._list_end(first) if nodes[first].kind == "item" else first
        return Span(nodes[first].start, max(nodes[last].end, nodes[first].start + 1))

    def _list_end(self, first: int) -> int:
        """Return the last block that stands as deep as the block `first`, or deeper, without a break."""
        if self._ends is None:
            self._ends = [0] * len(self._nodes)
            for i in range(len(self._nodes) - 1, -1, -1):
                last = i
                while last + 1 < len(self._nodes) and self._nodes[last + 1].depth >= self._nodes[i].depth:
                    last = self._ends[last + 1]
                self._ends[i] = last
        return self._ends[first]


def _start(node: Node) -> int:
    return node.start
