"""`profiling-scope server`: speaks with an editor over standard input and output."""

from __future__ import annotations

import click

from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import debug_option
from mkdocs_profiling_scope.hosts.project.inputs import InputError


@click.command("server", short_help=SHORT_HELP["server"])
@click.option("--stdio", is_flag=True, hidden=True, expose_value=False)  # clients add it on their own
@debug_option()
def command() -> int:
    """Speak the Language Server Protocol over standard input and output, for editors."""
    try:
        from mkdocs_profiling_scope.hosts.server.language_server import build
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        install = "pip install 'mkdocs-profiling-scope[lsp]'"
        raise InputError(f"the server needs {error.name}; install it with {install}") from error
    server = build()
    server.start_io()
    return 0 if server.ended else 1  # as the protocol has it
