"""`profiling-scope report`: what state the documents are in, and what to do."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_profiling_scope.core.report.values import Report
from mkdocs_profiling_scope.formats.report import html, json_, links, markdown, phrases
from mkdocs_profiling_scope.hosts.checking.reviewing import review_documents
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import (
    PATH,
    config_option,
    debug_option,
    format_option,
    output_file_option,
    stdin_option,
)
from mkdocs_profiling_scope.hosts.project.inputs import gather
from mkdocs_profiling_scope.hosts.project.paths import absolute, relative


@click.command("report", short_help=SHORT_HELP["report"])
@click.argument("paths", metavar="[PATH]...", type=PATH, nargs=-1)
@format_option("markdown", "json", "html")
@output_file_option("the report")
@stdin_option
@config_option
@click.option("-q", "--quiet", is_flag=True, help="The report and errors only.")
@debug_option()
def command(
    paths: tuple[str, ...],
    output_format: str,
    output_file: str | None,
    stdin_filename: str | None,
    config: str | None,
    quiet: bool,
) -> int:
    """Report on PATHs: for each document its status, what is wrong in it, and what to do.

    Without a PATH, the report is on all documents of the project. Links in it are relative to the folder of
    --output-file, or else to the current directory.
    """
    inputs = gather(paths, config, stdin_filename)
    named = {absolute(path) for path in paths}
    found, unreadable = review_documents(inputs.documents, inputs.project, named)
    folder = absolute(output_file).parent if output_file else Path.cwd()
    terminal.result(_render(found, output_format, relative(inputs.project.root, folder)), output_file)
    problems = [*inputs.problems, *unreadable]
    for problem in problems:
        terminal.error(problem)
    if not quiet:
        for warning in inputs.warnings:
            terminal.warning(warning)
        terminal.note(phrases.summary(found))
    return 2 if problems else 0


def _render(report: Report, output_format: str, folder: str) -> str:
    if output_format == "json":
        return json_.render(report)
    if output_format == "html":
        return html.render(report, links.to_files(folder))
    return markdown.render(report, links.to_lines(folder))
