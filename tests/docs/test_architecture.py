"""The drawing of the architecture is that of the code; `--update` draws it anew."""

from __future__ import annotations

from xml.etree import ElementTree

from tools.architecture import OUT, imports, main, order, pipeline


def test_the_drawing_is_that_of_the_code(update: bool) -> None:
    assert main([] if update else ["--check"]) == 0


def test_nothing_is_imported_from_above() -> None:
    assert order(imports()) == ["hosts", "formats", "core"]


def test_the_drawing_shows_folders_and_steps() -> None:
    drawing = ElementTree.parse(OUT).getroot()
    words = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"hosts/", "hosts/cli/", "formats/", "core/", "core/rules/"} <= set(words)
    steps = pipeline()
    assert words[-len(steps) :] == steps
    assert steps.index("parse") < steps.index("gather") < steps.index("judge") < steps.index("findings")
