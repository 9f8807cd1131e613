"""`profiling-scope check`: prints findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_profiling_scope import formats
from mkdocs_profiling_scope.core.findings.baseline import ordered
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.formats import text
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.checking.analysing import with_scope
from mkdocs_profiling_scope.hosts.checking.check_cache import open_cache
from mkdocs_profiling_scope.hosts.checking.checking import Checked, check
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import (
    PATH,
    RULE,
    complete_rule,
    config_option,
    debug_option,
    format_option,
    output_file_option,
    stdin_option,
)
from mkdocs_profiling_scope.hosts.project.baseline_file import load_baseline
from mkdocs_profiling_scope.hosts.project.documents import Document, find_documents
from mkdocs_profiling_scope.hosts.project.inputs import InputError, Inputs, gather
from mkdocs_profiling_scope.hosts.project.paths import relative
from mkdocs_profiling_scope.hosts.project.project import Project

if TYPE_CHECKING:
    from mkdocs_profiling_scope.hosts.checking.changes import Changes

_WORDS = 80  # characters of a text by which somebody finds it in the baseline
_RANK = {"info": 0, "warning": 1, "error": 2, "never": 3}


class _Processes(click.IntRange):
    name = "number from 1 on"  # in messages


@click.command("check", short_help=SHORT_HELP["check"])
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PATH)
@format_option(*formats.FORMATS)
@output_file_option("findings")
@click.option(
    "--select",
    metavar=RULE,
    multiple=True,
    shell_complete=complete_rule,
    help="Only these rules: PS101, PS1, a name; commas join.",
)
@click.option(
    "--ignore",
    metavar=RULE,
    multiple=True,
    shell_complete=complete_rule,
    help="Leave out these rules, named as for --select.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info", "never")),
    default="warning",
    show_default=True,
    help="Exit with 1 for findings of this severity and above.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@stdin_option
@click.option(
    "--baseline",
    metavar="FILE",
    type=PATH,
    help="Accept what is in FILE.  [default: as in the settings]",
)
@click.option("--strict-baseline", is_flag=True, help="Fail if the baseline accepts what is no longer found.")
@click.option("--diff", metavar="REF", help="Only lines changed since REF; with REF... since its merge base.")
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
@click.option("--show-files", is_flag=True, help="Print the documents that have a scope, and check nothing.")
@click.option("--no-cache", is_flag=True, help="Analyse every document anew, and remember nothing.")
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=_Processes(1),
    help="Analyse in N processes.  [default: as many as pay off]",
)
@config_option
@click.option("-q", "--quiet", is_flag=True, help="Findings and errors only.")
@click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Color the words that a finding is about; auto does so in a terminal.",
)
@debug_option()
def command(
    paths: tuple[str, ...],
    output_format: str,
    output_file: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    exit_zero: bool,
    stdin_filename: str | None,
    baseline: str | None,
    strict_baseline: bool,
    diff: str | None,
    statistics: bool,
    show_files: bool,
    no_cache: bool,
    jobs: int | None,
    config: str | None,
    quiet: bool,
    color: terminal.Color,
) -> int:
    """Print findings in PATHs: files, folders, or - for standard input.

    Without a PATH, all documents of the project are checked.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or settings, or a document that
    cannot be read, 3 internal error.
    """
    inputs = gather(paths, config, stdin_filename)
    settings = inputs.project.settings
    if select or ignore:
        settings = _selected(settings, select, ignore)
    if diff and not all(document.file for document in inputs.documents):
        raise InputError("--diff and standard input cannot be combined; give one of them")
    if show_files:
        return _show_files(inputs, output_file)
    checked = check(
        inputs.documents,
        settings,
        inputs.project.root,
        baseline=load_baseline(inputs.project.root, settings, baseline),
        changes=_changes(diff, inputs.project.root) if diff else None,
        whole=inputs.whole,
        cache=None if no_cache else open_cache(inputs.project.root, settings),
        jobs=jobs,
    )
    colored = terminal.wants_color(color, output_file)
    terminal.result(formats.render(checked.run, output_format, color=colored), output_file)
    problems = _problems(inputs, checked.problems)
    if not quiet:
        _warn(inputs, checked)
    if statistics and checked.run.pages:
        terminal.note(text.statistics(checked.run))
    if not quiet:
        unseen = text.unseen(len(settings.modes)) if checked.run.checked else ""
        terminal.note(text.summary(checked.run) + unseen)
    failed = _fails(checked.run, fail_on) or (strict_baseline and bool(checked.stale))
    return 2 if problems else int(not exit_zero and failed)


def _selected(settings: Settings, select: Iterable[str], ignore: Iterable[str]) -> Settings:
    # Imported here because rules take the analysis along, which a check that remembers can do without.
    from mkdocs_profiling_scope.hosts.cli.selection import select as selected

    return selected(settings, select, ignore)


def _changes(ref: str, root: Path) -> Changes:
    # Imported here because it takes along what starts other programs.
    from mkdocs_profiling_scope.hosts.checking.changes import changes_since

    return changes_since(ref, root)


def _show_files(inputs: Inputs, output_file: str | None) -> int:
    problems: list[str] = []
    found = with_scope(inputs.documents, inputs.project.settings, problems)
    terminal.result("".join(f"{visible(document.shown)}\n" for document, _ in found), output_file)
    return 2 if _problems(inputs, problems) else 0


def _problems(inputs: Inputs, unreadable: Iterable[str]) -> bool:
    problems = [*inputs.problems, *unreadable]
    for problem in problems:
        terminal.error(problem)
    return bool(problems)


def _warn(inputs: Inputs, checked: Checked) -> None:
    warnings = _idle_globs(inputs.project, inputs.documents) if inputs.whole else []
    warnings += _gone(checked)
    for warning in (*warnings, *inputs.warnings):
        terminal.warning(warning)


def _fails(run: Run, fail_on: str) -> bool:
    return any(_RANK[severity] >= _RANK[fail_on] for page in run.pages for severity in page.counts)


def _gone(checked: Checked) -> list[str]:
    return [
        f"{key.path}: {key.code} {_beginning(key.text)!r} is in the baseline and no longer found"
        f"{f', {count} times' if count > 1 else ''}; remove it with `profiling-scope baseline prune`"
        for key, count in ordered(checked.stale)
    ]


def _beginning(text: str) -> str:
    return text if len(text) <= _WORDS else f"{text[: _WORDS - 1]}…"


def _idle_globs(project: Project, documents: list[Document]) -> list[str]:
    if project.excluded:  # what the site leaves out is there all the same
        documents = find_documents([project.docs], project.root)
    paths = [relative(found.file, project.docs) for found in documents if found.file]
    return project.settings.idle_globs(paths)
