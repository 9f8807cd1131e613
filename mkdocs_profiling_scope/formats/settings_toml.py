"""Proposed settings as TOML, with comments that say why."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.discovery.discover import Discovery, ProposedMode, Seen
from mkdocs_profiling_scope.formats.visible import visible


def render(found: Discovery, docs_dir: str | None = None) -> str:
    """Return the text of a settings file; `docs_dir` is for projects where no site names the folder."""
    lines = [f"docs_dir = {_text(docs_dir)}", ""] if docs_dir else []
    for mode in found.modes:
        lines += [*_mode(mode), ""]
    lines += ["# The first entry that matches a page counts."] if found.pages else []
    for page in found.pages:
        lines += [
            "[[pages]]",
            f"match = {_text(page.match)}  # {visible(page.why)}",
            f"scope = {_text(page.scope)}",
        ]
        lines += [f"mode = {_text(page.mode)}"] if page.mode else []
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _mode(mode: ProposedMode) -> Iterator[str]:
    yield f"[modes.{_key(mode.id)}]"
    yield f"title = {_text(mode.title)}{_where(mode.seen)}"
    if not mode.names:
        return
    yield "aliases = ["
    for seen in mode.names:
        yield f"  {_text(seen.name)},{_where(seen)}"
    yield "]"


def _where(seen: Seen | None) -> str:
    if seen is None:
        return ""
    return f"  # {counted(seen.count, 'time')}, first in {visible(seen.path)}:{seen.line}"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _text(name)


def _text(value: str) -> str:
    return json.dumps(visible(value), ensure_ascii=False)
