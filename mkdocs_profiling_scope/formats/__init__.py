"""Findings to text: one module for each format, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from mkdocs_profiling_scope.formats.run import Run

# What `--output-format` takes, with the module and the function in it.
FORMATS = {
    "text": ("text", "render"),
    "concise": ("text", "concise"),
    "json": ("json_", "render"),
    "jsonl": ("jsonl", "render"),
    "github": ("github", "render"),
    "gitlab": ("gitlab", "render"),
    "sarif": ("sarif", "render"),
    "junit": ("junit", "render"),
    "rdjson": ("rdjson", "render"),
    "checkstyle": ("checkstyle", "render"),
    "markdown": ("markdown", "render"),
}


def render(run: Run, format: str, *, color: bool = False) -> str:
    """Return `run` in one of `FORMATS`; color is for terminals, and left out by what machines read."""
    module, function = FORMATS[format]
    rendered: str = getattr(import_module(f"{__name__}.{module}"), function)(run, color=color)
    return rendered
