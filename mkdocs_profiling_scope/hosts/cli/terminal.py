"""The two streams of the command line: results on one, everything else on the other."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal, TextIO

from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.project.errors import UserError, why

Color = Literal["auto", "always", "never"]


class OutputError(UserError):
    """A place that nothing can be written to."""


def prepare() -> None:
    """Make sure that a character that a terminal's encoding lacks is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def result(text: str, file: str | None = None) -> None:
    """Write a result to `file`, or to standard output.

    Raises:
        OutputError: the file cannot be written.
    """
    if file is None:
        _write(sys.stdout, text)
        return
    try:
        Path(file).write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"--output-file: {file}: {why(error)}") from error


def note(text: str) -> None:
    """Write a line that is no result to standard error."""
    _write(sys.stderr, f"{text}\n")


def error(problem: str) -> None:
    """Write what is wrong to standard error."""
    note(f"error: {visible(problem)}")


def warning(remark: str) -> None:
    """Write what may be wrong to standard error."""
    note(f"warning: {visible(remark)}")


def wants_color(choice: Color, file: str | None = None) -> bool:
    """Say whether results are to be colored.

    https://no-color.org comes before https://force-color.org, as in Python itself; both before the terminal.
    """
    if choice != "auto":
        return choice == "always"
    if file is not None or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and sys.stdout is not None and sys.stdout.isatty()


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # closed before Python started
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _discard(stream)  # whoever read has read enough
    except OSError as error:
        _discard(stream)
        if stream is not sys.stderr:  # where it could still be told
            raise OutputError(f"standard output: {why(error)}") from error


def _discard(stream: TextIO) -> None:
    """Let what is left go nowhere, as Python flushes once more at its end, which must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
