"""Front matter, found where MkDocs finds it: YAML between dashes, or MultiMarkdown keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.values import Span

# The three patterns accept what mkdocs.utils.meta (MkDocs 1.6) accepts, and CRLF besides.
_YAML = re.compile(r"-{3}[ \t]*\r?\n(.*?\r?\n)(?:\.{3}|-{3})[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
# What we have to know also where YAML cannot be read, as of a title with a colon in it.
_OURS = re.compile(r"^(scope|mode):[ \t]*([^\s#]*)", re.MULTILINE)
_MORE = re.compile(r"(?:[ ]{4}|\t)\s*(.*)")

# How deep YAML may be nested; further down, libyaml takes quadratic time and PyYAML the whole stack.
_DEEPEST = 100


class Metadata(NamedTuple):
    """The metadata of a page: values by key, where each value stands, and where the body begins.

    What is not YAML, and says of a page what it is, has a problem: its words, and where it is.
    """

    end: int
    values: Mapping[str, Any] = {}
    spans: Mapping[str, Span] = {}
    problem: tuple[str, int] | None = None

    def text(self, key: str) -> str | None:
        """Return the value of `key` as text, or None where it is missing or empty."""
        value = self.values.get(key)
        if isinstance(value, bool):  # as it is written, for messages
            return str(value).lower()
        return None if value is None or value == "" else str(value)


def read_metadata(source: Source) -> Metadata:
    """Read the metadata at the start of a page; what is no mapping is body text, as in MkDocs."""
    start = source.body_start
    if match := _YAML.match(source.text, start):
        found = _yaml(match.group(1), match.start(1))
        return Metadata(match.end(), *found) if found is not None else _unreadable(match, start)
    # Most pages begin with a heading.
    return _multimarkdown(source) if _KEY.match(source.text, start) else Metadata(start)


def _yaml(raw: str, offset: int) -> tuple[dict[str, Any], dict[str, Span]] | None:
    # Imported here because it takes longer than a page, and many pages have no front matter.
    import yaml

    kind: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if _is_too_deep(raw, yaml, kind):
        return None
    loader = kind(raw)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return None
        spans = {str(key.value): _span(raw, value, offset) for key, value in node.value}
        return loader.construct_document(node), spans
    # PyYAML's constructors let ValueError and TypeError through, as for the date 2026-99-99.
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    finally:
        loader.dispose()


def _span(raw: str, value: Any, offset: int) -> Span:
    """Return where a value stands; YAML ends a list of several lines where the next key begins."""
    start, end = value.start_mark.index, value.end_mark.index
    return Span(offset + start, offset + start + len(raw[start:end].rstrip()))


def _unreadable(match: re.Match[str], start: int) -> Metadata:
    """Return the metadata of what looks like YAML and is none; hosts take it for text."""
    ours = list(_OURS.finditer(match[1]))
    problem = _problem(match[1]) if ours else None
    if problem is None:
        return Metadata(start)
    spans = {found[1]: Span(*(match.start(1) + at for at in found.span(2))) for found in ours}
    values = {found[1]: found[2].strip("\"'") for found in ours}
    return Metadata(match.end(), values, spans, (problem[0], match.start(1) + problem[1]))


def _problem(raw: str) -> tuple[str, int] | None:
    """Return what is wrong with the syntax of `raw`, and at which offset, or None if nothing is."""
    import yaml

    try:
        yaml.compose(raw, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return error.problem or "not YAML", min(mark.index, len(raw) - 1) if mark else 0
    except (yaml.YAMLError, RecursionError):
        return None
    return None


def _is_too_deep(raw: str, yaml: ModuleType, loader: Any) -> bool:
    if sum(map(raw.count, ("[", "{", "- ", "? "))) <= _DEEPEST:
        return False
    depth = 0
    try:
        for event in yaml.parse(raw, loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                return True
    except yaml.YAMLError:
        return False  # is told where it is read
    return False


def _multimarkdown(source: Source) -> Metadata:
    values: dict[str, list[str]] = {}  # lines, joined in the end: a value may go on for thousands of them
    spans: dict[str, Span] = {}
    key = None
    end = source.body_start
    for start, line, after in _lines(source, source.body_start):
        if not line.strip():
            end = after
            break
        if match := _KEY.match(line):
            key = match.group(1).lower()
            values.setdefault(key, []).append(match.group(2).strip())
            spans.setdefault(key, Span(start + match.start(2), start + len(line.rstrip())))
        elif key and (match := _MORE.match(line)):
            values[key].append(match.group(1).strip())
        else:
            break
        end = after
    joined = {name: " ".join(lines) for name, lines in values.items()}
    return Metadata(end if values else source.body_start, joined, spans)


def _lines(source: Source, offset: int) -> Iterator[tuple[int, str, int]]:
    for number in range(source.line(offset), source.lines + 1):
        start = max(source.line_start(number), offset)
        after = source.line_start(number + 1) if number < source.lines else len(source.text)
        yield start, source.text[start : source.line_end(number)], after
