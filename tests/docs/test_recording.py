"""The session on the home page shows what the commands print; `--update` records it anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

from tools.recording import COMMANDS, OUT, ROOT, main, printed, svg


def test_the_session_shows_what_the_commands_print(tmp_path: Path, update: bool) -> None:
    if update:
        main()
    folder = Path(shutil.copytree(ROOT / "examples/siltgrain", tmp_path / "siltgrain"))
    screens = [(command, printed(command, folder)) for command in COMMANDS]
    assert OUT.read_text("utf-8") == svg(screens), "run: python tools/recording.py"


def test_colors_of_the_terminal_and_long_lines_are_shown_as_a_terminal_does() -> None:
    drawing = ElementTree.fromstring(svg([("one", "\x1b[1mbold\x1b[0m plain"), ("two", "x" * 120)]))
    texts = ["".join(text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["$ ", "one", "bold plain", "$ ", "two", "x" * 112, "x" * 8]
    (bold,) = drawing.findall(".//{*}tspan[@class='b']")
    assert bold.text == "bold"
