"""`profiling-scope baseline`: writes, prunes and shows the findings that are accepted."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import click

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.findings.baseline import Baseline, Known, ordered
from mkdocs_profiling_scope.formats import json_
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.checking.checking import Checked, check
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import PATH, config_option, debug_option, format_option
from mkdocs_profiling_scope.hosts.project.baseline_file import baseline_path, read_baseline, write_baseline
from mkdocs_profiling_scope.hosts.project.inputs import gather, open_project
from mkdocs_profiling_scope.hosts.project.paths import shown

_FILE = click.option(
    "--baseline",
    "file",
    metavar="FILE",
    type=PATH,
    help="The baseline.  [default: as in the settings]",
)


@click.group("baseline", short_help=SHORT_HELP["baseline"], no_args_is_help=False)
def command() -> None:
    """Accept the findings that are there, so that only new ones are reported."""


@command.command("write")
@_FILE
@config_option
@debug_option()
def write(file: str | None, config: str | None) -> int:
    """Write all findings of the project to the baseline."""
    inputs = gather((), config)
    place = baseline_path(inputs.project.root, inputs.project.settings, file)
    before = read_baseline(place) if place.exists() else Baseline(Counter())
    checked = check(inputs.documents, inputs.project.settings, inputs.project.root)
    if checked.problems:  # what cannot be read would be missing
        return _problems(checked)
    found = checked.found()
    write_baseline(place, Baseline(found))
    new, gone = (found - before.counts).total(), (before.counts - found).total()
    terminal.note(f"{shown(place)}: {_findings(found)}; {new} new, {gone} gone")
    return 0


@command.command("prune")
@_FILE
@config_option
@debug_option()
def prune(file: str | None, config: str | None) -> int:
    """Take out of the baseline what is no longer found."""
    inputs = gather((), config)
    place = baseline_path(inputs.project.root, inputs.project.settings, file)
    baseline = read_baseline(place)
    checked = check(
        inputs.documents, inputs.project.settings, inputs.project.root, baseline=baseline, whole=True
    )
    if checked.problems:
        return _problems(checked)
    left = baseline.without(checked.stale)
    if checked.stale:
        write_baseline(place, left)
    terminal.note(f"{shown(place)}: {_findings(left.counts)}; {checked.stale.total()} gone")
    return 0


@command.command("show")
@format_option("text", "json")
@_FILE
@config_option
@debug_option()
def show(output_format: str, file: str | None, config: str | None) -> int:
    """Print what is in the baseline, by document."""
    project = open_project(config)
    baseline = read_baseline(baseline_path(project.root, project.settings, file))
    entries = list(ordered(baseline.counts))
    if output_format == "json":
        listed = [{**key._asdict(), "count": count} for key, count in entries]
        terminal.result(json_.dump({"findings": listed}))
        return 0
    for path, group in groupby(entries, key=lambda entry: entry[0].path):
        terminal.result(f"{visible(path)}\n")
        for key, count in group:
            times = f" ({count} times)" if count > 1 else ""
            terminal.result(f"  {key.code}  {visible(key.text)}{times}\n")
    return 0


def _findings(counts: Counter[Known]) -> str:
    documents = len({key.path for key in counts})
    return f"{counted(counts.total(), 'finding')} in {counted(documents, 'document')}"


def _problems(checked: Checked) -> int:
    for problem in checked.problems:
        terminal.error(problem)
    terminal.error("nothing written, as a document that cannot be read would be missing")
    return 2
