"""Flame graphs as SVG, from counted stacks; no script in them, the full name of a frame is its tooltip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

WIDTH, ROW, CHARACTER = 1200, 18, 6.6  # pixels
LEAST = 0.004  # share of all samples below which a frame is left out
COLORS = (
    ("import ", "#b8b8c8"),
    ("mkdocs_profiling_scope", "#ff9d5c"),
    ("mkdocs", "#8fb8ff"),
    ("markdown", "#8fd6b4"),
    ("pymdownx", "#8fd6b4"),
    ("pygments", "#8fd6b4"),
    ("jinja2", "#d9b8f0"),
)
OTHER = "#e0dccb"


@dataclass(slots=True)
class Frame:
    """A frame with how often it was seen, by itself or with what it called."""

    name: str
    count: int = 0
    children: dict[str, Frame] = field(default_factory=dict)


def tree(stacks: Counter[str]) -> Frame:
    """Return the frames of stacks, joined from the root on."""
    root = Frame("all", sum(stacks.values()))
    for stack, count in stacks.items():
        frame = root
        for name in stack.split(";") if stack else []:
            frame = frame.children.setdefault(name, Frame(name))
            frame.count += count
    return root


def svg(stacks: Counter[str], title: str) -> str:
    """Return the flame graph of stacks, the root on top."""
    root = tree(stacks)
    boxes = list(_boxes(root, root.count, 0.0, 0))
    height = ROW * (max(depth for *_, depth in boxes) + 3)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}" font-family="ui-monospace, monospace" font-size="11">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="4" y="14" font-weight="bold">{escape(title)}</text>\n'
        f'<text x="{WIDTH - 4}" y="14" text-anchor="end">{root.count} samples of CPU time</text>\n'
    )
    return head + "".join(_rect(*box, root.count) for box in boxes) + "</svg>\n"


def _boxes(frame: Frame, total: int, left: float, depth: int) -> Iterator[tuple[Frame, float, int]]:
    yield frame, left, depth
    for child in sorted(frame.children.values(), key=lambda child: child.name):
        if child.count >= LEAST * total:
            yield from _boxes(child, total, left, depth + 1)
        left += child.count / total * WIDTH


def _rect(frame: Frame, left: float, depth: int, total: int) -> str:
    width, top = frame.count / total * WIDTH, ROW * (depth + 1.3)
    room = int((width - 6) / CHARACTER)
    shown = _short(frame.name)
    if len(shown) > room:
        shown = shown[: room - 1] + "…" if room > 3 else ""
    label = f'<text x="{left + 3:.1f}" y="{top + 12.5:.1f}">{escape(shown)}</text>' if shown else ""
    return (
        f"<g><title>{escape(frame.name)}: {frame.count / total:.1%}</title>"
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{max(width - 0.5, 0.5):.1f}" height="{ROW - 1}" rx="2" '
        f'fill="{_color(frame.name)}"/>{label}</g>\n'
    )


def _short(name: str) -> str:
    """Return the name without the packages around its module."""
    module, colon, function = name.removeprefix("import ").partition(":")
    return f"{module.rpartition('.')[2]}.{function}" if colon else f"import {module}" if "." in name else name


def _color(name: str) -> str:
    return next((color for start, color in COLORS if name.startswith(start)), OTHER)
