"""Writes the tables of the reference from the code: settings from their schema, options from the commands.

    python tools/reference.py [--check]

A table stands between `<!-- generated: WHAT -->` and `<!-- end -->` on a page of docs/reference.
With --check, nothing is written, and the exit status is 1 if a page is behind the code.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import NoneType
from typing import Any

import click

from mkdocs_profiling_scope.core.settings.schema import schema
from mkdocs_profiling_scope.hosts.cli.main import NAME, cli

PAGES = Path(__file__).parents[1] / "docs/reference"
_REGION = re.compile(r"(<!-- generated: ([^>]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_DEFAULT = re.compile(r"\s*\[default: (.*)\]$")


def main(args: list[str]) -> int:
    """Write the tables, or say which pages are behind."""
    tables = everything()
    behind = 0
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text("utf-8")
        if (current := filled(text, tables)) == text:
            continue
        if "--check" in args:
            print(f"docs/reference/{page.name} is behind the code; run: python tools/reference.py")
            behind = 1
        else:
            page.write_text(current, "utf-8", newline="\n")
    return behind


def filled(text: str, tables: dict[str, str]) -> str:
    """Return a page with the tables that it has places for."""
    return _REGION.sub(lambda match: f"{match[1]}\n{tables[match[2]]}\n{match[4]}", text)


def places(text: str) -> list[str]:
    """Return which tables a page has places for."""
    return [match[2] for match in _REGION.finditer(text)]


def everything() -> dict[str, str]:
    """Return every table by the name of its place."""
    return {**_settings(), **_commands()}


def _settings() -> dict[str, str]:
    keys = schema()["properties"]
    labels = keys["tags"]["anyOf"][1]["properties"]["labels"]["anyOf"][1]
    groups = {
        "modes": keys["modes"]["additionalProperties"],
        "pages": keys["pages"]["items"],
        "nav": keys["nav"],
        "nav.overview": keys["nav"]["properties"]["overview"]["anyOf"][1],
        "tags.labels": labels,
    }
    rows = [
        (f"[`{key}`](#{key})", _values(value), _default(value), value["description"])
        for key, value in keys.items()
    ]
    return {
        "settings": _table(("Key", "Values", "Default", "Meaning"), rows),
        **{f"settings {name}": _keys(group) for name, group in groups.items()},
    }


def _keys(group: dict[str, Any]) -> str:
    required = group.get("required", [])
    rows = [
        (f"`{key}`", _values(value), "required" if key in required else _default(value), value["description"])
        for key, value in group["properties"].items()
    ]
    return _table(("Key", "Values", "Default", "Meaning"), rows)


def _values(value: dict[str, Any]) -> str:
    """Return what a setting can be, in words; null, true and false among words are leniency."""
    if "anyOf" in value:
        return ", ".join(map(_values, value["anyOf"]))
    if "enum" in value:
        return ", ".join(
            f"`{allowed}`" for allowed in value["enum"] if not isinstance(allowed, (bool, NoneType))
        )
    words = {"string": "text", "boolean": "`true`, `false`", "object": "mapping", "array": "list"}
    types = [value["type"]] if isinstance(value["type"], str) else value["type"]
    return ", ".join(words[name] for name in types if name != "null")


def _default(value: dict[str, Any]) -> str:
    default = value.get("default")
    return (
        "none" if default is None else f"`{str(default).lower() if isinstance(default, bool) else default}`"
    )


def _commands() -> dict[str, str]:
    context = click.Context(cli, info_name=NAME)
    found = dict(_below(cli, context))
    summary = [
        (f"[`{name}`](#{name})", cli.get_command(context, name).get_short_help_str(100))
        for name in cli.list_commands(context)
    ]
    return {"commands": _table(("Command", "What it does"), summary), "options": _options(cli), **found}


def _below(group: click.Group, context: click.Context) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _below(command, inner)
        else:
            path = inner.command_path.removeprefix(f"{NAME} ")
            yield f"command {path}", _usage(command, inner)


def _usage(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    return (
        f"```text\n{usage}\n```\n\n{' '.join((command.help or '').split())}\n\n{_options(command)}".rstrip()
        + "\n"
    )


def _options(command: click.Command) -> str:
    rows = [
        _option(option)
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden and option.help
    ]
    return _table(("Option", "What it does"), rows) if rows else ""


def _option(option: click.Option) -> tuple[str, str]:
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    value = option.metavar or ("" if option.is_flag else "FORMAT" if "format" in option.opts[0] else "VALUE")
    default = str(option.default) if option.show_default else ""
    if isinstance(option.flag_value, str):  # the value may be left out
        value, default = f"[{value}]", option.flag_value
    names = [f"`{name}`" for name in option.opts]
    names[-1] = f"`{' '.join(filter(None, (option.opts[-1], value)))}`"
    said = _DEFAULT.sub(r" Default: \1.", option.help or "")
    listed = f" One of {', '.join(f'`{choice}`' for choice in choices)}." if choices else ""
    return ", ".join(names), f"{said}{listed}{f' Default: `{default}`.' if default else ''}"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *([_escaped(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _escaped(cell: str) -> str:
    return re.sub(r"[|*]", lambda sign: f"\\{sign[0]}", cell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
