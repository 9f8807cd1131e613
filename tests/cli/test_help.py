"""`--help` of every command: whole words, lines that fit a terminal, and every option explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import pytest

from mkdocs_profiling_scope.hosts.cli.main import cli

if TYPE_CHECKING:
    from tests.cli.conftest import Project


def commands() -> Iterator[tuple[str, ...]]:
    context = click.Context(cli)
    yield ()
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        yield (name,)
        if isinstance(command, click.Group):
            yield from ((name, sub) for sub in command.list_commands(context))


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_help_fits_a_terminal_and_breaks_no_word(folder: Project, command: tuple[str, ...]) -> None:
    done = folder.run(*command, "--help", env={"COLUMNS": "80"})
    assert (done.code, done.err) == (0, "")
    usage, *lines = done.out.splitlines()
    assert usage.startswith(f"Usage: {' '.join(('profiling-scope', *command))} [OPTIONS]")
    assert [line for line in lines if len(line) > 80 or re.search(r"(-|[a-z]\.\.\.)$", line)] == []


def test_check_says_how_it_ends_and_which_formats_there_are(folder: Project) -> None:
    said = " ".join(folder.run("check", "--help", env={"COLUMNS": "80"}).out.split())
    assert "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage" in said
    assert (
        "One of text, concise, json, jsonl, github, gitlab, sarif, junit, rdjson, checkstyle, markdown."
        in said
    )
