"""Documents to begin with: a profile of one mode, and a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template
from typing import Literal

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.refactor.links.addresses import quoted
from mkdocs_profiling_scope.core.refactor.links.literal import literal
from mkdocs_profiling_scope.core.settings.checked import choice
from mkdocs_profiling_scope.core.settings.settings import Mode
from mkdocs_profiling_scope.hosts.project.documents import find_documents, readable
from mkdocs_profiling_scope.hosts.project.paths import relative
from mkdocs_profiling_scope.hosts.project.project import Project

Name = Literal["profile", "proposal"]
NAMES: tuple[Name, ...] = ("profile", "proposal")
_FOLDER = Path(__file__).parents[2] / "assets/templates"
_NO_EVIDENCE = "*a link to the section of the profile that shows it*"


def fill(name: Name, mode: Mode | None, evidence: Sequence[tuple[str, str]] = ()) -> str:
    """Return a template, filled in with a mode and the titles and addresses of profiling pages.

    Without a mode, the front matter leaves it open.
    """
    lines = (_FOLDER / f"{name}.md").read_text("utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if mode or "$mode" not in line)
    links = [f"[{literal(title)}]({address})" for title, address in evidence] or [_NO_EVIDENCE]
    return Template(text).substitute(
        mode=mode.id if mode else "",
        title=literal(mode.title) if mode else "this mode",
        evidence="\n".join(f"- {link}" for link in links),
        first=links[0],
    )


def mode_for(project: Project, id: str | None, file: Path | None) -> Mode | None:
    """Return the mode with that id; without one, that of `file` in `pages`, or the only one there is.

    Raises:
        SettingsError: no mode has that id.
    """
    modes = {mode.id: mode for mode in project.settings.modes}
    if id is not None:
        return modes[choice("--mode", id, modes)]
    rule = project.settings.page_rule(relative(file, project.root)) if file else None
    if rule and rule.mode:
        return modes[rule.mode]
    return next(iter(modes.values())) if len(modes) == 1 else None


def evidence(project: Project, mode: Mode | None, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield title and address, seen from `folder`, of the profiling pages of a mode, or of all of them."""
    unreadable: list[str] = []  # `check` tells of them; a list of links can do without
    for document, text in readable(find_documents([project.docs], project.root), unreadable):
        found = analyse(text, project.settings, path=document.path, details=True)
        if found.scope == "profiling" and (mode is None or found.mode in (None, mode.id)):
            yield found.details.title or document.path, quoted(relative(project.root / document.path, folder))
