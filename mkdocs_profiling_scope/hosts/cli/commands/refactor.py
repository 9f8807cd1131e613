"""`profiling-scope refactor`: moves proposals out of profiling pages."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from contextlib import nullcontext

import click

from mkdocs_profiling_scope.core.refactor.values import Edit
from mkdocs_profiling_scope.core.refactor.wording import lines
from mkdocs_profiling_scope.formats.text import without_scope
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import PATH, config_option, debug_option
from mkdocs_profiling_scope.hosts.project.documents import STDIN
from mkdocs_profiling_scope.hosts.project.inputs import InputError, gather, open_project
from mkdocs_profiling_scope.hosts.project.paths import absolute
from mkdocs_profiling_scope.hosts.refactoring.lock import locked
from mkdocs_profiling_scope.hosts.refactoring.refactoring import NoPlaceError, Options, refactoring, write
from mkdocs_profiling_scope.hosts.refactoring.transaction import is_interrupted, recover


@click.command("refactor", short_help=SHORT_HELP["refactor"])
@click.argument("paths", metavar="[PATH]...", type=PATH, nargs=-1)
@click.option(
    "--to", metavar="FILE", type=PATH, help="The proposal document.  [default: the nearest proposal]"
)
@click.option(
    "--archive",
    metavar="DIR",
    type=PATH,
    help="Keep documents of which a third or more moves, as they were, in DIR.",
)
@click.option("--by-mode", is_flag=True, help="Give each mode and variant one profile: rename, join, create.")
@click.option("--certain", is_flag=True, help="Move only what check reports as a warning or an error.")
@click.option("--write", "writes", is_flag=True, help="Carry it out; all files are written, or none.")
@click.option("--force", is_flag=True, help="Also write files that have uncommitted changes.")
@config_option
@click.option("-q", "--quiet", is_flag=True, help="The diff and errors only.")
@debug_option()
def command(
    paths: tuple[str, ...],
    to: str | None,
    archive: str | None,
    by_mode: bool,
    certain: bool,
    writes: bool,
    force: bool,
    config: str | None,
    quiet: bool,
) -> int:
    """Move proposals and comparisons from the profiling pages among PATHs to the proposal document.

    Without --write, print what would change: a diff on standard output, the plan on standard error.
    Without a PATH, all documents of the project are refactored.
    """
    if STDIN in paths:
        raise InputError("standard input cannot be refactored; give files or folders")
    project = open_project(config, absolute(paths[0]) if paths else None)
    alone = writes or is_interrupted(project.root)
    # The plan is made under the lock, too: of documents that nobody is about to move.
    with locked(project.root) if alone else nullcontext():
        if alone and (recovered := recover(project.root)) is not None:
            terminal.note(recovered)
        inputs = gather(paths, config)
        options = Options(to, archive, by_mode, certain)
        try:
            found = refactoring(inputs.project, inputs.documents, options)
        except NoPlaceError as error:
            raise InputError(f"{error}; or name a document with --to FILE") from error
        problems = [*inputs.problems, *found.problems]
        for problem in problems:
            terminal.error(problem)
        if writes and problems:
            terminal.note(
                "nothing was written, because links in documents that cannot be read could not follow"
            )
            return 2
        if writes:
            write(found, force=force)
    if not writes:
        terminal.result(diff(found.plan.edits))
    if not quiet:
        nothing = f"nothing to refactor: {without_scope(len(inputs.documents))}"
        for line in lines(found.plan) if found.selected or problems else [nothing]:
            terminal.note(visible(line))
    return 2 if problems else 0


def diff(edits: Iterable[Edit]) -> str:
    """Return what edits change, as `git apply` takes it."""
    out: list[str] = []
    for edit in edits:
        source = edit.source or edit.path
        a, b = _name(f"a/{source}"), _name(f"b/{edit.path}")
        out.append(f"diff --git {a} {b}\n")
        if edit.source:
            out.append(f"rename from {_name(source)}\nrename to {_name(edit.path)}\n")
        elif edit.before is None or edit.after is None:
            out.append(f"{'new' if edit.before is None else 'deleted'} file mode 100644\n")
        old = "/dev/null" if edit.before is None else a
        new = "/dev/null" if edit.after is None else b
        found = difflib.unified_diff(_lines(edit.before or ""), _lines(edit.after or ""), old, new)
        out += (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found)
    return "".join(out)


def _name(path: str) -> str:
    """Return a path as git writes it: in quotes, with octal escapes, where it has a control character."""
    if not (odd := re.compile(r'[\x00-\x1f\x7f"\\]')).search(path):
        return path
    return '"' + odd.sub(lambda found: f"\\{ord(found[0]):03o}", path) + '"'


def _lines(text: str) -> list[str]:
    """Return the lines of a text as git sees them, for which only a line feed ends a line."""
    return [line for line in re.split(r"(?<=\n)", text) if line]
