"""Draws the architecture from the imports of the code: `python tools/architecture.py [--check]`.

Bands are the folders of the package, those that import others above them; an arrow is an import. Below is
the pipeline: the modules that `analyse` calls, in order. There are no numbers, so that the drawing changes
when the architecture does, and not with every module.
"""

from __future__ import annotations

import ast
import math
import sys
import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "mkdocs_profiling_scope"
OUT = ROOT / "docs/assets/architecture.svg"
WIDTH, BOX, GAP = 1000, 88, 46  # pixels: of the drawing, of a folder, between bands
ACROSS = 4  # folders in a row of a band, at most
COLORS = {"hosts": "#8fb8ff", "formats": "#d9b8f0", "core": "#ffb27f"}
DATA = ("checked", "values", "signals", "models", "words", "page")  # what is taken or handed on, not a step


def main(args: list[str]) -> int:
    """Write the drawing, or say that it is behind the code."""
    drawn = svg()
    if "--check" not in args:
        OUT.write_text(drawn, "utf-8", newline="\n")
    elif OUT.read_text("utf-8") != drawn:
        print(f"{OUT.relative_to(ROOT)} is behind the code; run: python tools/architecture.py")
        return 1
    return 0


def imports() -> set[tuple[str, str]]:
    """Return which top-level folder imports from which other one."""
    found = set()
    for file in PACKAGE.rglob("*/*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE.name):
                names = (node.module or "").split(".")[1:2] or [alias.name for alias in node.names]
                found |= {(file.relative_to(PACKAGE).parts[0], name) for name in names}
    return {(a, b) for a, b in found if a != b and (PACKAGE / b).is_dir()}


def order(found: set[tuple[str, str]]) -> list[str]:
    """Return the top-level folders, each before those that it imports from."""
    left = sorted({name for pair in found for name in pair})
    ordered: list[str] = []
    while left:
        free = [name for name in left if not any(b == name and a in left for a, b in found)]
        if not free:
            raise SystemExit(f"{' and '.join(left)} import each other")
        ordered.append(free[0])
        left.remove(free[0])
    return ordered


def pipeline() -> list[str]:
    """Return the modules that `analyse` calls, in order."""
    tree = ast.parse((PACKAGE / "core/analyse.py").read_text("utf-8"))
    known = {
        alias.asname or alias.name: (node.module or "").rpartition(".")[2]
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE.name)
        for alias in node.names
    }
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    steps: list[str] = []
    for name in ("_judged", "analyse"):  # the second begins with the first
        calls = [node.func for node in ast.walk(functions[name]) if isinstance(node, ast.Call)]
        names = [call for call in calls if isinstance(call, ast.Name) and call.id in known]
        ordered = sorted(names, key=lambda call: (call.lineno, call.col_offset))
        steps += [known[call.id] for call in ordered if known[call.id] not in DATA]
    return list(dict.fromkeys(steps))


def svg() -> str:
    """Return the drawing."""
    found = imports()
    tops: dict[str, int] = {}
    bottom = 20 - GAP
    for name in order(found):
        tops[name] = bottom + GAP
        bottom = tops[name] + _height(name)
    parts = [part for name, top in tops.items() for part in _band(name, top)]
    parts += [_arrow(tops, a, b) for a, b in sorted(found)]
    parts += _steps(bottom + 60)
    height = bottom + 130
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-label="Folders of the package, which of them imports which, and the steps of the analysis" '
        'font-family="system-ui, sans-serif">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="10" markerHeight="10" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="#445"/></marker></defs>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _folders(name: str) -> list[Path]:
    return [PACKAGE / name, *sorted(file.parent for file in (PACKAGE / name).glob("*/__init__.py"))]


def _height(name: str) -> int:
    return math.ceil(len(_folders(name)) / ACROSS) * (BOX + 10) + 10


def _band(name: str, top: int) -> Iterator[str]:
    folders = _folders(name)
    across = math.ceil(len(folders) / math.ceil(len(folders) / ACROSS))  # as many in each row
    width = (WIDTH - 110) / across
    yield (
        f'<rect x="20" y="{top}" width="{WIDTH - 90}" height="{_height(name)}" rx="8" fill="{COLORS[name]}" '
        'fill-opacity="0.35"/>'
    )
    for i, folder in enumerate(folders):
        x, y = 30 + i % across * width, top + 10 + i // across * (BOX + 10)
        said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
        yield (
            f'<rect x="{x:.0f}" y="{y}" width="{width - 10:.0f}" height="{BOX}" rx="6" '
            f'fill="{COLORS[name]}" stroke="#445"/>'
            + _text(x + width / 2 - 5, y + 20, 15, f"{folder.relative_to(PACKAGE).as_posix()}/")
        )
        for line, words in enumerate(textwrap.wrap(said.split("\n")[0], int(width / 6.8))[:5]):
            yield _text(x + width / 2 - 5, y + 36 + 13 * line, 11, words)


def _arrow(tops: dict[str, int], a: str, b: str) -> str:
    low = tops[a] + _height(a)
    if tops[b] - low == GAP:
        path = f"M{WIDTH / 2 - 35:.0f} {low}V{tops[b]}"
    else:  # around the bands between them
        middles = (tops[name] + _height(name) / 2 for name in (a, b))
        path = "M{} {:.0f}h40V{:.0f}h-40".format(WIDTH - 70, *middles)
    return f'<path d="{path}" fill="none" stroke="#445" stroke-width="2" marker-end="url(#head)"/>'


def _steps(top: int) -> Iterator[str]:
    steps = pipeline()
    width = (WIDTH - 40) / len(steps)
    yield f'<text x="20" y="{top - 14}" font-size="14">core/analyse.py calls, in this order:</text>'
    for i, module in enumerate(steps):
        x, w = 20 + i * width, width - 12
        path = f"M{x:.0f} {top}h{w:.0f}l8 22l-8 22h-{w:.0f}l8 -22z"
        yield f'<path d="{path}" fill="#ffe0cc" stroke="#445"/>' + _text(x + width / 2, top + 26, 11, module)


def _text(x: float, y: float, size: int, words: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" font-size="{size}">{escape(words)}</text>'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
