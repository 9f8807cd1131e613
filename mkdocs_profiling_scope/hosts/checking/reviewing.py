"""The review of many documents, for the command line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from mkdocs_profiling_scope.core.markdown.metadata import Metadata, read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.report.review import asks_for_scope, report, review, unreviewed
from mkdocs_profiling_scope.core.report.values import Report, Review
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.hosts.checking.analysing import analyse_document, existence
from mkdocs_profiling_scope.hosts.project.documents import Document, DocumentError, document, markdown_files
from mkdocs_profiling_scope.hosts.project.project import Project


def review_documents(
    documents: Iterable[Document], project: Project, named: Collection[Path]
) -> tuple[Report, list[str]]:
    """Return the report on `documents`, and why some of them could not be read.

    Args:
        documents: to report on.
        project: that they belong to.
        named: files that were asked for by name, which are listed in any case.
    """
    exists = existence(project.root)
    settings = project.settings
    reviews: list[Review] = []
    analysed: list[tuple[str, Analysis]] = []
    problems: list[str] = []
    others = 0
    for found in documents:
        try:
            text = found.read()
        except DocumentError as error:
            problems.append(str(error))
            reviews.append(unreviewed(found.path, "it cannot be read"))
            continue
        metadata = read_metadata(Source(text))
        if settings.concerns(found.path, metadata.values):
            if not _left_out(found.path, metadata, settings):
                analysed.append((text, analyse_document(found, text, settings, exists)))
        elif found.file in named or asks_for_scope(settings.inside_docs(found.path)):
            reviews.append(unreviewed(found.path))
        else:
            others += 1
    proposals: dict[str, str | None] = dict.fromkeys(_declared_proposals(project))
    proposals |= {a.path: a.mode for _, a in analysed if a.scope == "proposal"}
    reviews += (review(text, analysis, settings, [*proposals.items()]) for text, analysis in analysed)
    return report(reviews, others, exists), problems


def _left_out(path: str, metadata: Metadata, settings: Settings) -> bool:
    """Say whether the author has declared that a document is neither a profile nor a proposal."""
    rule = settings.page_rule(path)
    return (metadata.text("scope") or (rule.scope if rule else None)) == "none"


def _declared_proposals(project: Project) -> list[str]:
    """Return the proposals that `pages` declares, also those that the report is not about."""
    if not project.docs.is_dir():
        return []
    paths = [document(file, project.root).path for file in markdown_files(project.docs)]
    rules = [(path, project.settings.page_rule(path)) for path in paths]
    return [path for path, rule in rules if rule is not None and rule.scope == "proposal"]
