"""Analyses as bytes: a hundredth of the memory, and nothing in them that is run when they are read."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any, get_args, get_origin, get_type_hints

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.values import Analysis, Block, Finding, Reading


class Packed(NamedTuple):
    """An analysis in two parts: what every build asks, and what only a build of the page asks."""

    head: Analysis  # without blocks, findings and readings
    body: bytes


class Body(NamedTuple):
    """The part of an analysis that makes up most of it."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    readings: tuple[Reading, ...]


def pack(analysis: Analysis) -> Packed:
    """Return an analysis as bytes."""
    body = Body(analysis.blocks, analysis.findings, analysis.suppressed, analysis.details.readings)
    details = analysis.details._replace(readings=())
    head = analysis._replace(blocks=(), findings=(), suppressed=(), details=details)
    return Packed(head, zlib.compress(to_json(body).encode(), 1))


def unpack(packed: Packed) -> Analysis:
    """Return the analysis that `pack` was given.

    Raises:
        ValueError, TypeError, zlib.error: the bytes are not what `pack` returned.
    """
    blocks, findings, suppressed, readings = _body(json.loads(zlib.decompress(packed.body)))
    details = packed.head.details._replace(readings=readings)
    return packed.head._replace(blocks=blocks, findings=findings, suppressed=suppressed, details=details)


def to_json(value: object) -> str:
    """Return values as JSON, an object as the list of its fields."""
    return json.dumps(value, separators=(",", ":"))


def head_from(data: Any) -> Analysis:
    """Return the head of an analysis from what JSON made of it; raises TypeError where it is none."""
    head: Analysis = _head(data)
    return head


def _reader(kind: Any) -> Callable[[Any], Any] | None:
    """Return what makes a value of a type from what JSON made of it; None where that is the same."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        each = _reader(inner[0])
        return tuple if each is None else lambda rows: tuple(map(each, rows))
    if isinstance(kind, type) and hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        readers = [(i, read) for i, hint in enumerate(hints.values()) if (read := _reader(hint))]
        named: Any = kind
        return partial(_made, named._make, readers) if readers else named._make
    read = next((read for part in inner if (read := _reader(part)) is not None), None)  # X | None
    return None if read is None else lambda value: None if value is None else read(value)


def _made(make: Callable[[Any], Any], readers: list[tuple[int, Callable[[Any], Any]]], row: list[Any]) -> Any:
    for i, read in readers:
        row[i] = read(row[i])
    return make(row)


_head: Callable[[Any], Any] = _reader(Analysis)  # type: ignore[assignment]
_body: Callable[[Any], Any] = _reader(Body)  # type: ignore[assignment]
