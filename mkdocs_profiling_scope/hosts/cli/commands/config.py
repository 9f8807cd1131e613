"""`profiling-scope config`: prints the effective settings and where each came from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from mkdocs_profiling_scope.core.rules import RULES
from mkdocs_profiling_scope.core.settings import schema as settings_schema
from mkdocs_profiling_scope.core.settings.schema import PLACES, Place
from mkdocs_profiling_scope.core.settings.shown import Overview
from mkdocs_profiling_scope.formats import json_
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import config_option, debug_option, format_option
from mkdocs_profiling_scope.hosts.project.inputs import open_project
from mkdocs_profiling_scope.hosts.project.paths import shown
from mkdocs_profiling_scope.hosts.project.project import Project
from mkdocs_profiling_scope.hosts.project.settings_files import Origins

Row = tuple[str, Any, Path | None]


@click.command("config", short_help=SHORT_HELP["config"])
@format_option("text", "json")
@click.option(
    "--schema",
    type=click.Choice(PLACES),
    is_flag=False,
    flag_value="settings",
    help="Print the JSON Schema of the settings, by themselves or as part of mkdocs.yml or pyproject.toml.",
)
@config_option
@debug_option()
def command(output_format: str, schema: Place | None, config: str | None) -> int:
    """Print the effective settings and where each came from."""
    if schema is not None:
        terminal.result(json.dumps(settings_schema.schema(schema), indent=2) + "\n")
        return 0
    project = open_project(config)
    rows = list(_rows(project))
    terminal.result(_json(project, rows) if output_format == "json" else _text(project, rows))
    return 0


def _rows(project: Project) -> Iterator[Row]:
    settings, origins = project.settings, project.origins
    for key in ("docs_dir", "medium", "tags", "report", "serve_warnings", "rule_docs", "baseline"):
        yield key, getattr(settings, key), origins.get((key,))
    for key in ("profiling", "proposal", "opportunity"):
        origin = origins.get(("tags", "labels", key)) or origins.get(("tags", "labels"))
        yield f"tags.labels.{key}", settings.labels.of(key), origin
    for key in ("profiling", "proposal", "placement"):
        yield f"nav.{key}", getattr(settings.nav, key), origins.get(("nav", key))
    yield from _overview(settings.nav.overview, origins)
    for mode in settings.modes:
        for key in ("title", "aliases"):
            yield f"modes.{mode.id}.{key}", getattr(mode, key), origins.get(("modes", mode.id, key))
    for i, page in enumerate(settings.pages):
        given = {"match": page.match, "scope": page.scope, "mode": page.mode}
        yield f"pages[{i}]", {key: value for key, value in given.items() if value}, origins.get(("pages",))
    for rule in RULES:
        level = settings.rules.get(rule.code, rule.level)
        yield (
            f"rules.{rule.name}",
            level,
            origins.get(("rules", rule.name)) or origins.get(("rules", rule.code)),
        )


def _overview(words: Overview | None, origins: Origins) -> Iterator[Row]:
    given = origins.get(("nav", "overview"))
    if words is None:
        yield "nav.overview", False, given
        return
    for name, said in words._asdict().items():
        key = "nav", "overview", name
        yield ".".join(key), said, origins.get(key) or given


def _text(project: Project, rows: list[Row]) -> str:
    owner = shown(project.owner) if project.owner else "none found, defaults are in force"
    head = f"project: {visible(str(project.root))}\nsettings: {visible(owner)}\n\n"
    cells = [
        (key, visible(json.dumps(value, ensure_ascii=False)), shown(file) if file else "default")
        for key, value, file in rows
    ]
    widths = [min(max(len(row[i]) for row in cells), 60) for i in (0, 1)]
    return head + "".join(
        f"{visible(key):<{widths[0]}}  {value:<{widths[1]}}  {visible(origin)}\n"
        for key, value, origin in cells
    )


def _json(project: Project, rows: list[Row]) -> str:
    return json_.dump(
        {
            "project": str(project.root),
            "owner": shown(project.owner) if project.owner else None,
            "settings": [
                {"key": key, "value": value, "origin": shown(file) if file else None}
                for key, value, file in rows
            ],
        }
    )
