"""`profiling-scope export`: what the plugin adds to a site, for hosts in which it cannot run."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_profiling_scope.formats import nav_
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import config_option, debug_option
from mkdocs_profiling_scope.hosts.project.errors import why
from mkdocs_profiling_scope.hosts.project.inputs import gather
from mkdocs_profiling_scope.hosts.project.paths import shown
from mkdocs_profiling_scope.hosts.site.export import export, write


@click.command("export", short_help=SHORT_HELP["export"])
@click.option(
    "--nav",
    type=click.Choice(("yaml", "toml")),
    default="yaml",
    show_default=True,
    help="How to print the sections.",
)
@click.option("--write", "writing", is_flag=True, help="Write the files into the documents.")
@config_option
@debug_option()
def command(nav: str, writing: bool, config: str | None) -> int:
    """Print the two sections, to be put into the nav of mkdocs.yml or zensical.toml.

    With --write, also write their overview pages and the style sheet into the documents. A file that is not
    from this command is left alone.
    """
    inputs = gather((), config)
    found = export(inputs.documents, inputs.project.settings, inputs.project.root)
    for problem in found.problems:
        terminal.error(problem)
    if found.problems:
        return 2
    if writing:
        try:
            told = write(found, inputs.project.docs)
        except OSError as error:
            file = shown(Path(error.filename or inputs.project.docs))
            raise terminal.OutputError(f"{visible(file)}: cannot be written: {why(error)}") from error
        for place, what in told:
            terminal.note(f"{visible(shown(place))}: {what}")
    terminal.result(nav_.toml(found.nav) if nav == "toml" else nav_.yaml(found.nav))
    return 0
