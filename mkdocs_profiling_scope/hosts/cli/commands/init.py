"""`profiling-scope init`: proposes settings from the documents that are there, or writes a document."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_profiling_scope.core.discovery.discover import Discovery, discover
from mkdocs_profiling_scope.core.settings.checked import SettingsError
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.formats.settings_toml import render
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.cli import templates, terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import PATH, debug_option, output_file_option
from mkdocs_profiling_scope.hosts.project.documents import find_documents, readable
from mkdocs_profiling_scope.hosts.project.errors import why
from mkdocs_profiling_scope.hosts.project.excluded import exclusion
from mkdocs_profiling_scope.hosts.project.inputs import InputError, open_project
from mkdocs_profiling_scope.hosts.project.mkdocs_yaml import load_layers, read_site
from mkdocs_profiling_scope.hosts.project.paths import absolute, relative, shown
from mkdocs_profiling_scope.hosts.project.project import Project, site_files
from mkdocs_profiling_scope.hosts.project.settings_files import OWN_FILE


@click.command("init", short_help=SHORT_HELP["init"])
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@click.option(
    "--docs-dir",
    metavar="DIR",
    type=PATH,
    help="The folder of the documents, if no site names it.  [default: docs]",
)
@click.option(
    "--template", type=click.Choice(templates.NAMES), help="Write a document to start from, not settings."
)
@click.option("--mode", metavar="ID", help="The mode that the document is about.")
@output_file_option("the document")
@debug_option()
def command(
    yes: bool,
    docs_dir: str | None,
    template: templates.Name | None,
    mode: str | None,
    output_file: str | None,
) -> int:
    """Propose settings from the documents that are there, and write them on confirmation.

    They are printed with the place where each name was first seen. If you confirm, they are written to
    profiling-scope.toml, but never over settings that exist. With --template, print a profile or a proposal
    to fill in instead; --output-file writes it to a FILE, but never over one that exists.
    """
    if template is not None and docs_dir is not None:
        raise InputError("--docs-dir is about settings, and --template about a document; give one of them")
    if template is not None:
        return _document(template, mode, output_file)
    if mode is not None or output_file is not None:
        raise InputError("--mode and --output-file are about a document; add --template profile or proposal")
    project = open_project(None)
    _refuse(project)
    project = _with_docs(project, docs_dir)
    found, problems = _look(project)
    for problem in problems:
        terminal.error(problem)
    if not found.modes and not found.pages:
        terminal.note(
            "nothing proposed: no document names an implementation, or looks by its name like a profile; "
            f"declare modes and pages in {shown(project.root / OWN_FILE)} by hand"
        )
        return 2 if problems else 0
    site = next(site_files(project.root), None)
    text = render(found, None if site else project.settings.docs_dir)
    Settings.from_mapping(found.mapping)  # a proposal that does not hold would be a defect
    terminal.result(text)
    if not found.modes:
        terminal.note(
            "no mode proposed: add what the profiles are about under modes, "
            "or comparisons of named modes are not found"
        )
    if not found.pages:
        terminal.note(
            "no page proposed: say under pages which documents are profiles, as in "
            '{match = "design/profiling/**", scope = "profiling"}, or none is checked'
        )
    place = project.root / OWN_FILE
    if not yes and not (sys.stdin.isatty() and click.confirm(f"Write this to {shown(place)}?", err=True)):
        terminal.note("nothing written" + ("" if sys.stdin.isatty() else "; add --yes to write it"))
        return 2 if problems else 0
    _write(place, text)
    terminal.note(f"{shown(place)}: written; look through it, then run `profiling-scope check`")
    if site and not read_site(site).listed:
        terminal.note(f"for the build, add {_entry(site)} in {shown(site)}")
    return 2 if problems else 0


def _entry(site: Path) -> str:
    if load_layers(site)[0].get("plugins") is None:  # where MkDocs takes search alone
        return "`plugins: [search, profiling-scope]`"
    return "`- profiling-scope` to the plugins"


def _document(template: templates.Name, mode: str | None, output_file: str | None) -> int:
    file = absolute(output_file) if output_file else None
    project = open_project(None, file)
    try:
        about = templates.mode_for(project, mode, file)
    except SettingsError as error:
        raise InputError(str(error)) from error
    place = file.parent if file else project.docs
    links = tuple(templates.evidence(project, about, place)) if template == "proposal" else ()
    text = templates.fill(template, about, links)
    if file is None:
        terminal.result(text)
    else:
        _write(file, text)
        terminal.note(f"{shown(file)}: written; replace what is in italics")
    if about is None and project.settings.modes:
        known = " or ".join(mode.id for mode in project.settings.modes)
        terminal.note(f"no mode: say which one the document is about with --mode {visible(known)}")
    return 0


def _refuse(project: Project) -> None:
    if project.owner is not None:
        raise InputError(f"{shown(project.owner)}: has settings already; init never changes them")


def _with_docs(project: Project, docs_dir: str | None) -> Project:
    """Return the project with its documents in `docs_dir`, as the settings to be written will say."""
    site = next(site_files(project.root), None)
    if docs_dir is not None and site is not None:
        raise InputError(f"--docs-dir: {shown(site)} says where the documents are; say it there")
    if docs_dir is not None:
        folder = relative(absolute(docs_dir), project.root)
        project = project._replace(settings=project.settings._replace(docs_dir=folder))
    if not project.docs.is_dir():
        remedy = (
            f"correct docs_dir in {shown(site)}" if site else "name that of the documents with --docs-dir"
        )
        raise InputError(f"{shown(project.docs)}: no such folder; {remedy}")
    return project


def _look(project: Project) -> tuple[Discovery, list[str]]:
    problems: list[str] = []
    found = readable(find_documents([project.docs], project.root, exclusion(project)), problems)
    pages = {project.settings.inside_docs(document.path): text for document, text in found}
    return discover(pages, _name(project)), problems


def _name(project: Project) -> str:
    site = next(site_files(project.root), None)
    name = load_layers(site)[0].get("site_name") if site else None
    return name if isinstance(name, str) else project.root.name


def _write(place: Path, text: str) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(f"{shown(place)}: exists already; init never writes over it") from error
    except OSError as error:
        raise InputError(f"{shown(place)}: cannot be written: {why(error)}") from error
