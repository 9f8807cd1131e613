"""`profiling-scope classify`: prints what every block was judged to be, and why."""

from __future__ import annotations

from typing import Any

import click

from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.formats import json_
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts import terminal
from mkdocs_profiling_scope.hosts.checking import analyse_document, existence
from mkdocs_profiling_scope.hosts.commands.options import config_option, debug_option, format_option
from mkdocs_profiling_scope.hosts.documents import DocumentError
from mkdocs_profiling_scope.hosts.inputs import gather


@click.command("classify", short_help="Print every block and what it was judged to be.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option("text", "json")
@click.option("--stdin-filename", metavar="PATH", help="Name of the page on standard input, which is PATH -.")
@config_option
@debug_option()
def command(
    paths: tuple[str, ...], output_format: str, stdin_filename: str | None, config: str | None
) -> int:
    """Print every block of PATHs: its lines, kind, scope, comparison, and the reasons.

    Blocks are judged by what they say, also on a page that has no scope.
    """
    inputs = gather(paths, config, stdin_filename)
    exists = existence(inputs.project.root)
    problems = list(inputs.problems)
    pages: list[tuple[str, Analysis]] = []
    for document in inputs.documents:
        try:
            text = document.read()
        except DocumentError as error:
            problems.append(str(error))
            continue
        pages.append((document.shown, analyse_document(document, text, inputs.project.settings, exists)))
    terminal.result(_json(pages) if output_format == "json" else "\n".join(_text(*page) for page in pages))
    for problem in problems:
        terminal.note(f"error: {visible(problem)}")
    for folder in inputs.empty:
        terminal.note(f"warning: {visible(folder)}: no Markdown document in this folder")
    return 2 if problems else 0


def _text(shown: str, analysis: Analysis) -> str:
    rows = [
        (f"{block.start_line}-{block.end_line}", block.kind, block.scope, block.comparison)
        for block in analysis.blocks
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [f"{visible(shown)}: scope {analysis.scope}, mode {visible(analysis.mode or 'unknown')}"]
    if not analysis.english:
        lines[0] += ", not in English: its words were not judged"
    for row, block in zip(rows, analysis.blocks, strict=True):
        cells = [row[0].rjust(widths[0]), *map(str.ljust, row[1:], widths[1:])]
        lines.append("  ".join(["", *cells, visible("; ".join(block.reasons))]).rstrip())
    return "\n".join(lines) + "\n"


def _json(pages: list[tuple[str, Analysis]]) -> str:
    return json_.dump({"documents": [_document(*page) for page in pages]})


def _document(shown: str, analysis: Analysis) -> dict[str, Any]:
    blocks = [
        {
            "start_line": block.start_line,
            "end_line": block.end_line,
            "kind": block.kind,
            "level": block.level,
            "scope": block.scope,
            "comparison": block.comparison,
            "reasons": list(block.reasons),
        }
        for block in analysis.blocks
    ]
    return {
        "path": shown,
        "scope": analysis.scope,
        "mode": analysis.mode,
        "english": analysis.english,
        "blocks": blocks,
    }
