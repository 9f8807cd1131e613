"""The baseline as a file: JSON, sorted, one entry a line, so that a merge touches what it is about."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from mkdocs_profiling_scope.core.findings.baseline import Baseline, Known, ordered
from mkdocs_profiling_scope.core.findings.fingerprints import normalised
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.settings.settings import BASELINE, Settings
from mkdocs_profiling_scope.core.values import Analysis, Finding
from mkdocs_profiling_scope.hosts.project.errors import UserError, why
from mkdocs_profiling_scope.hosts.project.paths import absolute, shown

VERSION = 1
_WRITE = "write it with `profiling-scope baseline write`"
_REMEDY = "write it anew with `profiling-scope baseline write`"


class BaselineError(UserError):
    """A baseline that cannot be read or written; the message begins with the name of its file."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(f"{shown(file)}: {problem}")


def baseline_path(root: Path, settings: Settings, given: str | None = None) -> Path:
    """Return where the baseline is: `given`, from the current directory, or else as the settings say."""
    return absolute(given) if given else absolute(settings.baseline, root)


def load_baseline(root: Path, settings: Settings, given: str | None = None) -> Baseline | None:
    """Read the baseline; None where nobody asked for one by name and none is there.

    Raises:
        BaselineError: it is missing though somebody named it, or it is no baseline.
    """
    file = baseline_path(root, settings, given)
    if given is None and not file.exists():
        if settings.baseline == BASELINE:
            return None
        raise BaselineError(file, f"no such file, although the setting baseline names it; {_WRITE}")
    return read_baseline(file)


def read_baseline(file: Path) -> Baseline:
    """Read a baseline.

    Raises:
        BaselineError: the file cannot be read, or is no baseline.
    """
    try:
        data = json.loads(file.read_bytes())
    except FileNotFoundError as error:
        raise BaselineError(file, f"no such file; {_WRITE}") from error
    except OSError as error:
        raise BaselineError(file, f"cannot be read: {why(error)}") from error
    except json.JSONDecodeError as error:
        problem = f"not JSON at line {error.lineno}, column {error.colno}; {_REMEDY}"
        raise BaselineError(file, problem) from error
    except UnicodeDecodeError as error:
        raise BaselineError(file, f"not UTF-8 at byte {error.start}; {_REMEDY}") from error
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise BaselineError(file, f"not a baseline: it has no list of findings; {_REMEDY}")
    if data.get("version") != VERSION:
        problem = f"version: {data.get('version')!r} is not known; allowed: {VERSION}; {_REMEDY}"
        raise BaselineError(file, problem)
    counts: Counter[Known] = Counter()
    for i, entry in enumerate(data["findings"]):
        key, count = _entry(file, i, entry)
        counts[key] += count
    return Baseline(counts)


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Write a baseline, whole or not at all.

    Raises:
        BaselineError: the file cannot be written.
    """
    rows = [
        json.dumps({**key._asdict(), **({"count": count} if count > 1 else {})})
        for key, count in ordered(baseline.counts)
    ]
    listed = "[\n    " + ",\n    ".join(rows) + "\n  ]" if rows else "[]"
    text = f'{{\n  "version": {VERSION},\n  "findings": {listed}\n}}\n'
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        temporary.write_bytes(text.encode("ascii"))
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise BaselineError(file, f"cannot be written: {why(error)}") from error


def not_accepted(baseline: Baseline, analysis: Analysis, source: Source) -> tuple[Finding, ...]:
    """Return the findings of a page, whose text is that of `source`, that a baseline does not accept."""
    words = [normalised(finding, source) for finding in analysis.findings]
    accepted = baseline.accepts(analysis.path, analysis.findings, words)
    return tuple(found for found, old in zip(analysis.findings, accepted, strict=True) if not old)


def _entry(file: Path, i: int, entry: Any) -> tuple[Known, int]:
    if isinstance(entry, dict):
        words = [word for key in Known._fields if isinstance(word := entry.get(key), str)]
        count = entry.get("count", 1)
        if len(words) == len(Known._fields) and isinstance(count, int) and count > 0:
            return Known(*words), count
    raise BaselineError(file, f"findings[{i}]: {entry!r} has no texts path, code and text; {_REMEDY}")
