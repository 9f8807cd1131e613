"""Records the terminal session of the home page as SVG: `python tools/recording.py`.

The commands run in a copy of the example project, in a terminal of their own, so that they print what people
would see, colors included. The drawing moves by style alone, once, and stands still for those who want that.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/assets/session.svg"
COMMANDS = (
    "profiling-scope check --select PS104,PS203",
    "profiling-scope refactor --write",
    "profiling-scope check --select PS1,PS2 --output-format concise",
)
COLUMNS, ROWS, LINE, CHARACTER = 112, 23, 19, 7.83  # of the terminal; height and width in pixels
SECONDS = 6.0  # for each command; typing takes the first one
STYLES = {"1": "b", "2": "d", "31": "r", "33": "y", "36": "c"}
_ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")
_CSS = """\
text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #d7dae0; }
text { white-space: pre; }
.b { font-weight: bold; } .d { fill: #8b92a0; }
.r { fill: #ff7b72; } .y { fill: #e8c46b; } .c { fill: #6cc7d6; }
.p { fill: #7ee08a; }
.screen { opacity: 0; }
.first { opacity: 1; }
@media (prefers-reduced-motion: no-preference) {
  .screen { animation: 0s linear both; animation-name: show; }
  .typed, .output { animation: 0s linear both; }
  @keyframes show { from { opacity: 0; } to { opacity: 1; } }
  @keyframes hide { from { opacity: 1; } to { opacity: 0; } }
  @keyframes type { from { clip-path: inset(0 100% 0 0); } to { clip-path: inset(0 0 0 0); } }
}
"""


def main() -> int:
    """Record the session."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(ROOT / "examples/siltgrain", Path(name) / "siltgrain"))
        screens = [(command, printed(command, folder)) for command in COMMANDS]
    OUT.write_text(svg(screens), "utf-8", newline="\n")
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size / 1000:.0f} kB")
    return 0


def printed(command: str, folder: Path) -> str:
    """Return what a command prints in a terminal, with the escapes that color it."""
    primary, secondary = pty.openpty()
    known = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        command.split(),
        cwd=folder,
        env={**known, "PATH": path, "TERM": "xterm", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=secondary,
        stderr=secondary,
    )
    os.close(secondary)
    out = b""
    while chunk := _read(primary):
        out += chunk
    process.wait()
    os.close(primary)
    return out.decode("utf-8").replace("\r\n", "\n").rstrip("\n")


def svg(screens: list[tuple[str, str]]) -> str:
    """Return the session: commands with what they printed, one screen each."""
    width, height = round(COLUMNS * CHARACTER + 32), (ROWS + 1) * LINE + 48
    said = " Then: ".join(command for command, _ in screens)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="Terminal session: {escape(said)}">',
        f"<style>{_CSS}</style>",
        f'<rect width="{width}" height="{height}" rx="8" fill="#1e2129"/>',
        *(f'<circle cx="{20 + 18 * i}" cy="18" r="5" fill="#4a4f5c"/>' for i in range(3)),
    ]
    for i, (command, output) in enumerate(screens):
        parts += _screen(i, command, output, last=i == len(screens) - 1)
    return "\n".join([*parts, "</svg>\n"])


def _screen(number: int, command: str, output: str, *, last: bool) -> Iterator[str]:
    begin, first = number * SECONDS, " first" if number == 0 else ""
    names = "show" if last else "show, hide"
    delays = f"{begin:.1f}s" if last else f"{begin:.1f}s, {begin + SECONDS:.1f}s"
    # The later of two animations wins also before it begins, unless it fills forwards only.
    fill = "both" if last else "both, forwards"
    yield (
        f'<g class="screen{first}" style="animation-name: {names}; animation-delay: {delays}; '
        f'animation-fill-mode: {fill}">'
    )
    typing = f"animation: type 0.9s steps({len(command)}) {begin + 0.2:.1f}s both"
    yield f'<text x="16" y="52"><tspan class="p">$ </tspan></text><g class="typed" style="{typing}">'
    yield f'<text x="{16 + 2 * CHARACTER:.1f}" y="52">{escape(command)}</text></g>'
    yield f'<g class="output" style="animation: show 0s {begin + 1.4:.1f}s both">'
    style = ""
    for row, line in enumerate(list(_wrapped(output))[:ROWS]):
        spans, style = _spans(line, style)
        yield f'<text x="16" y="{52 + LINE * (row + 1)}">{spans}</text>'
    yield "</g></g>"


def _wrapped(output: str) -> Iterator[str]:
    """Yield the lines as a terminal breaks them; escapes take no column."""
    for line in output.split("\n"):
        column, piece = 0, ""
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if part.startswith("\x1b"):
                piece += part
                continue
            for character in part:
                if column == COLUMNS:
                    yield piece
                    column, piece = 0, ""
                piece, column = piece + character, column + 1
        yield piece


def _spans(line: str, style: str) -> tuple[str, str]:
    """Return a line as spans, and the style that the next one begins with."""
    out = ""
    for i, part in enumerate(_ESCAPE.split(line)):
        if i % 2:
            style = " ".join(STYLES[code] for code in part.split(";") if code in STYLES)
        elif part:
            out += (
                f'<tspan class="{style}">{escape(part)}</tspan>'
                if style
                else f"<tspan>{escape(part)}</tspan>"
            )
    return out, style


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end has been closed
        return b""


if __name__ == "__main__":
    sys.exit(main())
