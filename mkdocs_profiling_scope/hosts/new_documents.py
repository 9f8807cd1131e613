"""What the configuration has to say of documents that a refactoring creates."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_profiling_scope.core.refactor.values import Plan
from mkdocs_profiling_scope.hosts.paths import shown
from mkdocs_profiling_scope.hosts.project import SITE_FILES, Project


def hints(project: Project, plan: Plan) -> tuple[str, ...]:
    """Return what is to be added by hand, so that the hosts know the proposals that the plan creates."""
    created = {edit.path for edit in plan.edits if edit.before is None} & {m.target for m in plan.moves}
    found = []
    for path in sorted(created):
        inside = project.settings.inside_docs(path)
        rule = project.settings.page_rule(path)
        if rule is None or rule.scope != "proposal":
            found.append(
                f"{path}: not declared as a proposal; add it to pages, above entries that match it as well: "
                f'{{match: "{inside}", scope: proposal}}'
            )
        found += (
            f"{path}: not in the nav of {file}; add {inside}"
            for file, nav in _navs(project)
            if inside not in nav
        )
    return tuple(found)


def _navs(project: Project) -> Iterator[tuple[str, set[str]]]:
    """Yield the sites that have a nav, each with the documents in it."""
    # Imported here because only few projects create a document, and it takes YAML along.
    from mkdocs_profiling_scope.hosts.mkdocs_yaml import load_layers

    for file in (project.root / name for names in SITE_FILES for name in names):
        nav = load_layers(file)[0].get("nav") if file.is_file() else None
        if nav:
            yield shown(file), set(_leaves(nav))


def _leaves(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, (list, dict)):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _leaves(item)
