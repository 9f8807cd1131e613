"""What a page looks like as a whole, and by which traits: words for signals that no single block shows."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_profiling_scope.core.explained.values import Look, Trait
from mkdocs_profiling_scope.core.judgement.explain import LOOKS
from mkdocs_profiling_scope.core.judgement.overall import QUESTIONS, Overall, answers, traits
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.signals.wording import lowered

_TRAITS = {
    "heading": 'a heading says "{}"',
    "title": 'the title says "{}"',
    "field": 'the top of the page gives "{}"',
    "status": 'its status is "{}"',
    "word": 'how often it says "{}"',
}
_KINDS = {
    "code": "code",
    "heading": "headings",
    "html": "HTML",
    "item": "list items",
    "paragraph": "paragraphs",
}


def looks(page: Page, overall: Overall) -> tuple[Look, ...]:
    """Explain every answer about a page."""
    if not overall.can_tell(page.signals):
        return ()
    told = traits(page.document, page.signals, lowered(page.document.view))
    scores = overall.scores(told)
    found = []
    for k, (question, signal) in enumerate(zip(QUESTIONS, answers(scores), strict=True)):
        amounts = {
            name: value * overall.weights[name][k] for name, value in told.items() if name in overall.weights
        }
        counted = sorted((name for name in amounts if amounts[name]), key=lambda n: (-abs(amounts[n]), n))
        clues = tuple(Trait(name, _meaning(name, page.lexicon.why), amounts[name]) for name in counted)
        found.append(Look(question, signal, LOOKS[signal], scores[k], overall.bias[k], clues))
    return tuple(found)


def _meaning(trait: str, why: Mapping[str, str]) -> str:
    kind, _, rest = trait.rpartition(" ") if trait.startswith("often says ") else trait.partition(" ")
    if kind in _TRAITS:
        return _TRAITS[kind].format(rest)
    if kind == "says":
        return "some of it " + why[rest]
    if kind == "often says":
        return "a share of it " + why[rest]
    if kind == "section":
        return "a section " + why[f"role {rest}"]
    if kind == "sections":
        return "of its sections, a share " + why[f"role {rest}"]
    if kind == "is":
        return f"share of {_KINDS.get(rest, rest + 's')}"
    return {"fields": "several fields at its top", "releases": "sections of releases", "long": "length"}[
        trait
    ]
