"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any])
# A path that the shell completes; what is wrong with it is told by the command, which goes on with others.
PATH = click.Path(readable=False)
RULE = "RULE"  # what stands for codes and names of rules
FEW = 4  # values that stand beside the name of an option; more would not fit into a terminal


class _Listed(click.Option):
    """An option whose values are listed in its help, where lines can be broken."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None or self.help is None or not isinstance(self.type, click.Choice):
            return record
        name, help = record
        return name, help.replace(self.help, f"{self.help} One of {', '.join(self.type.choices)}.", 1)


def complete_rule(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the codes and names of rules that begin with `incomplete`, for the shell."""
    from click.shell_completion import CompletionItem  # here, because shells ask, and checks do not

    from mkdocs_profiling_scope.core.rules import RULES

    named = [(word, rule.why) for rule in RULES for word in (rule.code, rule.name)]
    return [CompletionItem(word, help=why) for word, why in named if word.startswith(incomplete)]


def config_option(command: Command) -> Command:
    """Add `--config`."""
    return click.option(
        "--config",
        metavar="FILE",
        type=PATH,
        help="Take the settings from FILE: TOML, mkdocs.yml or properdocs.yml.  [default: search upwards]",
    )(command)


def output_file_option(what: str) -> Callable[[Command], Command]:
    """Add `--output-file`, which takes what a command prints."""
    help = f"Write {what} to FILE instead of standard output."
    return click.option("--output-file", metavar="FILE", type=PATH, help=help)


def stdin_option(command: Command) -> Command:
    """Add `--stdin-filename`."""
    return click.option(
        "--stdin-filename",
        metavar="PATH",
        type=PATH,
        help="Read one page from standard input, as if it were PATH.",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add `--output-format` with `formats`, the first of which is the default."""
    return click.option(
        "--output-format",
        cls=_Listed if len(formats) > FEW else None,
        metavar="FORMAT" if len(formats) > FEW else None,
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print.",
    )


def debug_option(*, help: str | None = None) -> Callable[[Command], Command]:
    """Add `--debug`, which `main` looks for by itself, as it has to know of it when all else failed."""
    return click.option("--debug", is_flag=True, hidden=help is None, expose_value=False, help=help)
