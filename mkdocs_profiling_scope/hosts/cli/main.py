"""The command line `profiling-scope`: commands are imported when called, errors become exit codes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from mkdocs_profiling_scope import __version__
from mkdocs_profiling_scope.core.guess import did_you_mean
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import RULE, debug_option
from mkdocs_profiling_scope.hosts.project.errors import DefectError, UserError

NAME = "profiling-scope"
DEBUG = "PROFILING_SCOPE_DEBUG"

_GUESS = re.compile(r"\. \(?Did you (.*\?)\)?$")  # as click writes it
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SHORT_HELP)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SHORT_HELP.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        if cmd_name not in SHORT_HELP:
            hint = did_you_mean(cmd_name, SHORT_HELP) or f"; allowed: {', '.join(SHORT_HELP)}"
            raise click.UsageError(f"no such command {cmd_name!r}{hint}", ctx)
        module = import_module(f"mkdocs_profiling_scope.hosts.cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command


@click.group(cls=_Commands, context_settings=_SETTINGS, invoke_without_command=True)
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
@debug_option(help=f"Show the traceback of an internal error; so does {DEBUG}=1.")
@click.pass_context
def cli(context: click.Context) -> int:
    """Keep profiling pages and optimization proposals apart.

    Exit status: 0 success, 1 findings, 2 wrong usage or settings, 3 internal error.
    """
    if context.invoked_subcommand is None:
        raise click.UsageError("a command is missing", context)
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with `argv`, without the name of the program, and return the exit code."""
    terminal.prepare()
    args = sys.argv[1:] if argv is None else list(argv)
    try:
        code = cli.main(args, prog_name=NAME, standalone_mode=False)
    except click.ClickException as error:
        return _wrong(_wording(error, args))
    except UserError as error:
        return _wrong(str(error))
    except click.Abort:
        return 130  # interrupted from the keyboard, as a shell would say it
    except Exception as error:
        return _defect(error, debug="--debug" in args or bool(os.environ.get(DEBUG)))
    return code if isinstance(code, int) else 0


def _wording(error: click.ClickException, args: Sequence[str]) -> str:
    """Return a message of click, which writes sentences, in the manner of all other messages."""
    message = " ".join(error.format_message().split()).removesuffix(".")
    message = _GUESS.sub(r"; did you \1", message[:1].lower() + message[1:])
    if message.endswith("?"):  # a guess, which says what to do
        return message
    # Of an option at the end, click says that it needs a value, and not which, nor of which command it is.
    context = (error.ctx if isinstance(error, click.UsageError) else None) or _context(args)
    values = _values(context.command, error.option_name) if isinstance(error, click.BadOptionUsage) else ""
    return f"{message}{values}; see `{context.command_path} --help`"


def _context(args: Sequence[str]) -> click.Context:
    """Return the context of the command that `args` name."""
    context = click.Context(cli, info_name=NAME)
    for arg in args:
        group = context.command
        if isinstance(group, click.Group) and arg in group.list_commands(context):
            command = group.get_command(context, arg)
            context = click.Context(command, parent=context, info_name=arg) if command else context
    return context


def _values(command: click.Command, name: str) -> str:
    """Say what an option takes, as far as that is a matter of certain words."""
    option = next((param for param in command.params if name in param.opts), None)
    if option is not None and isinstance(option.type, click.Choice):
        return f"; allowed: {', '.join(map(str, option.type.choices))}"
    if option is not None and option.metavar == RULE:
        return f"; allowed: codes of rules, beginnings of codes, and names, all listed by `{NAME} rule`"
    return ""


def _wrong(message: str) -> int:
    terminal.error(message)
    return 2


def _defect(error: Exception, *, debug: bool) -> int:
    if debug:
        import traceback  # here, because only who asks for it waits for it

        terminal.note(traceback.format_exc().rstrip())
    what = str(error) if isinstance(error, DefectError) else f"{type(error).__name__}: {error}"
    terminal.note(f"internal error: {visible(what)}")
    terminal.note(
        f"this is a defect of {NAME} {__version__}: please report it to its maintainers, with the command, "
        "the page and what --debug prints"
    )
    return 3
