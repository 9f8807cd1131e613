"""Directives in comments: `<!-- profiling-scope: ignore[PS101] reason -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_profiling_scope.core.document import Document
from mkdocs_profiling_scope.core.guess import did_you_mean
from mkdocs_profiling_scope.core.rules import RULES, Violation
from mkdocs_profiling_scope.core.values import Finding, Span

_DIRECTIVE = re.compile(r"<!--\s*profiling-scope:\s*([\w-]*)\s*(?:\[([^\]]*)\])?\s*(.*?)\s*-->\Z", re.DOTALL)
VERBS = ("ignore", "ignore-file")


@dataclass(slots=True)
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

    def __init__(self, directives: Sequence[Directive]) -> None:
        self.directives = directives
        known = RULES if directives else ()
        self._codes = {key: rule.code for rule in known for key in (rule.code, rule.name)}

    @classmethod
    def read(cls, document: Document) -> Suppressions:
        """Read the directives from the comments of a page; in code they are text."""
        found = []
        for span in document.comments:
            match = _DIRECTIVE.match(document.text(span.start, span.end))
            if match:
                names = tuple(n.strip() for n in (match[2] or "").split(",") if n.strip())
                found.append(Directive(span, match[1], names, match[3], _range(document, span, match[1])))
        return cls(found)

    def apply(self, findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Split findings into those to be shown and those that a directive suppresses."""
        if not self.directives:
            return list(findings), []
        shown: list[Finding] = []
        hidden: list[Finding] = []
        for finding in findings:
            (hidden if self._suppresses(finding) else shown).append(finding)
        return shown, hidden

    def _suppresses(self, finding: Finding) -> bool:
        hit = False
        for directive in self.directives:
            names = {n for n in directive.names if self._codes.get(n) == finding.code}
            if (
                names
                and directive.verb in VERBS
                and directive.holds.start <= finding.span.start < directive.holds.end
            ):
                directive.used |= names
                hit = True
        return hit

    def violations(self, off: set[str]) -> Iterator[tuple[str, Violation]]:
        """Return what is wrong with the directives themselves, once `apply` has been called.

        Args:
            off: codes of rules that are switched off; not meeting them is nobody's fault.
        """
        for d in self.directives:
            if d.verb not in VERBS:
                yield (
                    "PS903",
                    Violation(
                        d.span,
                        f"unknown directive {d.verb!r}{did_you_mean(d.verb, VERBS)}",
                        "the directives are ignore and ignore-file",
                    ),
                )
                continue
            if not d.names:
                yield (
                    "PS903",
                    Violation(
                        d.span,
                        f"{d.verb} names no rule; write {d.verb}[PS101] with the rule that is meant",
                        "a suppression without a rule would hide what nobody looked at",
                    ),
                )
            for name in d.names:
                if name not in self._codes:
                    yield (
                        "PS903",
                        Violation(
                            d.span,
                            f"unknown rule {name!r}{did_you_mean(name, self._codes)}",
                            "the name is neither the code nor the name of a rule",
                        ),
                    )
                elif name not in d.used and self._codes[name] not in off:
                    yield (
                        "PS901",
                        Violation(
                            d.span,
                            f"{d.verb}[{name}] suppresses nothing; remove it",
                            "no finding of this rule is left where the directive holds",
                        ),
                    )
            if d.names and not d.reason:
                yield (
                    "PS902",
                    Violation(
                        d.span,
                        f"{d.verb}[{', '.join(d.names)}] gives no reason; add one after the bracket",
                        "whoever reads the page later must see why the rule does not hold here",
                    ),
                )


def _range(document: Document, span: Span, verb: str) -> Span:
    """Return where a directive holds: the file, its line, or the block (for an item, the list) after it."""
    source = document.source
    if verb == "ignore-file":
        return Span(0, len(source.text) + 1)
    line = source.line(span.start)
    start = source.line_start(line)
    if source.text[start : span.start].strip(" \t>"):
        return Span(start, source.line_end(line) + 1)
    nodes = document.nodes
    first = next((i for i, n in enumerate(nodes) if n.start >= span.end), None)
    if first is None:
        return Span(span.end, span.end)
    last = first
    while (
        nodes[first].kind == "item" and last + 1 < len(nodes) and nodes[last + 1].depth >= nodes[first].depth
    ):
        last += 1
    return Span(nodes[first].start, max(nodes[last].end, nodes[first].start + 1))
