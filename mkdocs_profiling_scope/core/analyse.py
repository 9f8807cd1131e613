"""The pipeline: text to blocks, to signals, to judgements, to findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from unicodedata import normalize

from mkdocs_profiling_scope.core.findings.findings import find
from mkdocs_profiling_scope.core.judgement.classify import classify
from mkdocs_profiling_scope.core.judgement.judge import judge
from mkdocs_profiling_scope.core.judgement.models import load_models
from mkdocs_profiling_scope.core.judgement.words import comparing_words, proposing_words
from mkdocs_profiling_scope.core.lexicon import load_lexicon
from mkdocs_profiling_scope.core.markdown.composition import Composition, is_composed
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.settings.checked import choice_or_none
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.signals.gather import Gatherer
from mkdocs_profiling_scope.core.signals.language import is_english
from mkdocs_profiling_scope.core.signals.modes import names_of, own_mode
from mkdocs_profiling_scope.core.signals.signals import Signals
from mkdocs_profiling_scope.core.values import PAGE_SCOPES, Analysis, Details, PageScope

if TYPE_CHECKING:
    from mkdocs_profiling_scope.core.explained.values import Explanation


def analyse(
    text: str,
    settings: Settings,
    *,
    path: str = "page.md",
    scope: PageScope | None = None,
    mode: str | None = None,
    exists: Callable[[str], bool] | None = None,
    details: bool = False,
    reasons: bool = True,
) -> Analysis:
    """Analyse one page.

    Args:
        text: the whole source of the page, with front matter, BOM and line ends as they are.
        settings: the project's settings.
        path: of the page, relative to the project, with forward slashes; named in findings.
        scope: what the page is; None takes it from front matter, then from `pages`.
        mode: id of the mode that the page is about; None takes it from front matter, then `pages`,
            then the file name and the title.
        exists: tells whether a path relative to the project is a file; None leaves references unchecked.
        details: also find out what figures measure, and what overviews and the preview say of the page.
        reasons: also say of every block in words why it was judged so; findings give theirs anyway.

    Raises:
        SettingsError: `scope` or `mode` is given and not known. What front matter says is never an
            error, but a finding.
    """
    whole = None if is_composed(text) else Composition(text)
    if whole:
        text, exists = whole.text, whole.exists(exists)
    page = _judged(text, settings, path, scope, mode, exists, reasons=reasons)
    findings, suppressed = find(page)
    blocks, found = page.blocks, Details()
    if details:  # imported here because who only checks does not wait for it
        from mkdocs_profiling_scope.core.details.details import detailed

        blocks, found = detailed(page, _title(page.document, shown=True), findings)
    analysis = Analysis(page.path, page.scope, page.mode, blocks, findings, suppressed, found, page.english)
    return whole.restore(analysis) if whole else analysis


def explain(
    text: str,
    settings: Settings,
    *,
    path: str = "page.md",
    scope: PageScope | None = None,
    mode: str | None = None,
) -> Explanation:
    """Say for every block of a page which signals decided what it was judged to be.

    Takes what `analyse` takes, and raises what it raises. Columns count an accented letter as one.
    """
    # Here, because who only checks does not wait for them.
    from mkdocs_profiling_scope.core.explained.account import accounts
    from mkdocs_profiling_scope.core.explained.looks import looks
    from mkdocs_profiling_scope.core.explained.values import Explanation

    page = _judged(normalize("NFC", text), settings, path, scope, mode, None)
    models = load_models()
    told = looks(page, models.overall) if page.english else ()
    return Explanation(page.path, page.scope, page.mode, page.english, told, accounts(page, models))


def _judged(
    text: str,
    settings: Settings,
    path: str,
    scope: PageScope | None,
    mode: str | None,
    exists: Callable[[str], bool] | None,
    *,
    reasons: bool = True,
) -> Page:
    """Return a page with its judged blocks."""
    choice_or_none("scope", scope, PAGE_SCOPES)
    choice_or_none("mode", mode, [known.id for known in settings.modes])
    document = parse(text)
    names = names_of(settings.modes)
    scope = scope or _scope(document, settings, path)
    mode = mode or _mode(document, settings, path) or own_mode(names, path, _title(document))
    lexicon = load_lexicon()
    english = is_english(document)
    if english:
        comparing, proposing = comparing_words(), proposing_words()
        gatherer = Gatherer(document, lexicon, names, mode, comparing, proposing)
        signals = gatherer.gather()
        load_models().overall.tell(document, signals, gatherer.lower)
    else:  # cues are English: what they find in another language is there by accident
        signals = [Signals() for _ in document.nodes]
    judgements = judge(document, signals, load_models())
    blocks = classify(document, signals, judgements, mode, lexicon, explained=reasons)
    return Page(path, scope, mode, settings, document, english, signals, judgements, blocks, lexicon, exists)


def _scope(document: Document, settings: Settings, path: str) -> PageScope:
    declared = document.metadata.text("scope")
    for allowed in PAGE_SCOPES:
        if declared == allowed:
            return allowed
    rule = settings.page_rule(path)
    return (rule.scope if rule else None) or "none"


def _mode(document: Document, settings: Settings, path: str) -> str | None:
    declared = document.metadata.text("mode")
    if declared in settings.mode_ids:
        return declared
    rule = settings.page_rule(path)
    return rule.mode if rule else None


def _title(document: Document, *, shown: bool = False) -> str:
    heading = next((n for n in document.nodes if n.kind == "heading"), None)
    if (declared := document.metadata.text("title")) or heading is None:
        return declared or ""
    return document.words(heading.start, heading.end).strip() if shown else document.prose(heading)
