"""`profiling-scope classify`: prints what every block was judged to be, and why."""

from __future__ import annotations

from dataclasses import replace

import click

from mkdocs_profiling_scope.core.values import Block
from mkdocs_profiling_scope.formats import json_, labels
from mkdocs_profiling_scope.formats.explained import json_ as explained_json
from mkdocs_profiling_scope.formats.explained import text as explained_text
from mkdocs_profiling_scope.hosts.checking.analysing import analyse_document, existence, explain_document
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import PATH, config_option, debug_option, format_option
from mkdocs_profiling_scope.hosts.project.documents import Document, readable
from mkdocs_profiling_scope.hosts.project.inputs import gather
from mkdocs_profiling_scope.hosts.project.project import Project


def _range(context: click.Context, option: click.Parameter, value: str | None) -> range | None:
    if value is None:
        return None
    first, dash, last = value.partition("-")
    if not (first.isdecimal() and (last.isdecimal() if dash else True)) or int(last or first) < int(first):
        raise click.BadParameter(f"{value!r} is not a line such as 12, or lines such as 12-20")
    return range(int(first), int(last or first) + 1)


@click.command("classify", short_help=SHORT_HELP["classify"])
@click.argument("paths", metavar="PATH...", type=PATH, nargs=-1, required=True)
@format_option("text", "json")
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="For every block print the signals that decided, and what would change the judgement.",
)
@click.option(
    "--lines", metavar="FIRST[-LAST]", callback=_range, help="Only blocks that touch these lines of the page."
)
@click.option(
    "--stdin-filename",
    metavar="PATH",
    type=PATH,
    help="Name of the page on standard input, which is PATH -.",
)
@config_option
@debug_option()
def command(
    paths: tuple[str, ...],
    output_format: str,
    explained: bool,
    lines: range | None,
    stdin_filename: str | None,
    config: str | None,
) -> int:
    """Print every block of PATHs: its lines, kind, scope, comparison, and the reasons.

    Blocks are judged by what they say, also on a page that has no scope.
    """
    inputs = gather(paths, config, stdin_filename)
    problems = list(inputs.problems)
    texts = list(readable(inputs.documents, problems))
    say = _explanations if explained else _labels
    terminal.result(say(texts, inputs.project, output_format, lines))
    for problem in problems:
        terminal.error(problem)
    for warning in inputs.warnings:
        terminal.warning(warning)
    return 2 if problems else 0


def _touches(block: Block, lines: range | None) -> bool:
    return lines is None or (block.start_line < lines.stop and block.end_line >= lines.start)


def _labels(
    texts: list[tuple[Document, str]], project: Project, output_format: str, lines: range | None
) -> str:
    exists = existence(project.root)
    pages = []
    for document, text in texts:
        found = analyse_document(document, text, project.settings, exists)
        blocks = tuple(block for block in found.blocks if _touches(block, lines))
        pages.append((document.shown, found._replace(blocks=blocks)))
    if output_format == "json":
        return json_.dump({"documents": [labels.document(*page) for page in pages]})
    return "\n".join(labels.render(*page) for page in pages)


def _explanations(
    texts: list[tuple[Document, str]], project: Project, output_format: str, lines: range | None
) -> str:
    pages = []
    for document, text in texts:
        found = explain_document(document, text, project.settings)
        accounts = tuple(account for account in found.accounts if _touches(account.block, lines))
        pages.append((document.shown, replace(found, accounts=accounts)))
    if output_format == "json":
        return json_.dump({"documents": [explained_json.document(*page) for page in pages]})
    color = terminal.wants_color("auto")
    return "\n".join(explained_text.render(*page, color=color) for page in pages)
