"""What the preview says of a finding, and where it stands."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.details.preview import Note, Preview, preview
from mkdocs_profiling_scope.core.settings.settings import Settings

SETTINGS = Settings.from_mapping(
    {
        "modes": {
            "native": {"title": "Native core", "aliases": ["libsilt"]},
            "node": {"title": "Node binding", "aliases": ["Node"]},
        }
    }
)
QUESTION = "Why is the Node binding faster than the native core?"
PROPOSAL = "We should implement arenas in the first phase."


def previewed(text: str) -> Preview:
    found = analyse(text, SETTINGS, path="docs/p.md", scope="profiling", mode="native", details=True)
    return preview(text, found, found.findings)


def only(text: str, code: str) -> Note:
    (note,) = (note for note in previewed(text).notes if note.finding.code == code)
    return note


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (f"# Core\n\n{QUESTION} It reads.\n", "PS102", QUESTION),
        (
            "# Core\n\nWhy is `Node` **so much** faster\nthan the *native* core?\n",
            "PS102",
            "Why is Node so much faster than the native core?",
        ),
        ("# Native core vs. Node binding\n", "PS105", "Native core vs. Node binding"),
        (f"# Core\n\n## Plan\n\n{PROPOSAL}\n\n{PROPOSAL}\n\n{PROPOSAL}\n", "PS203", "Plan"),
        ("# Core\n\n| Load | Native core | Node binding |\n|---|---|---|\n| a | 4 s | 9 s |\n", "PS104", ""),
        ("# Core\n\nIt reads. <!-- profiling-scope: ignore[PS101] no -->\n", "PS901", ""),
    ],
)
def test_the_words_read_as_they_do_on_the_page(text: str, code: str, words: str) -> None:
    reading = only(text, code).reading
    assert (reading.words, reading.earlier) == (words, 0)


def test_the_second_time_is_told_from_the_first() -> None:
    text = "# Core\n\nNode <!-- no --> is fast. `p.md` is here, and there is `p.md` again.\n"
    found = analyse(
        text, SETTINGS, path="docs/x.md", scope="profiling", exists=lambda path: False, details=True
    )
    readings = [note.reading for note in preview(text, found, found.findings).notes]
    assert [(r.words, r.earlier) for r in readings if r.words] == [("p.md", 0), ("p.md", 1)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (f"# Core\n\n{QUESTION}\n", "PS102", 3),
        ("# Core\n\nText.\n\n<!-- profiling-scope: ignore[PS999] no -->\n\nMore.\n", "PS903", 7),
        ("# Core\n\nText.\n\n<!-- profiling-scope: ignore[PS999] no -->\n", "PS903", 3),
        ("---\nmode: nativ\n---\n\n# Core\n", "PS302", None),
    ],
)
def test_a_finding_stands_at_a_block(text: str, code: str, line: int | None) -> None:
    note = only(text, code)
    blocks = analyse(text, SETTINGS, path="docs/p.md", scope="profiling", mode="native").blocks
    assert (None if note.reading.block is None else blocks[note.reading.block].start_line) == line


def test_a_finding_about_the_page_stands_at_no_block() -> None:
    text = "# Reader\n\nIt decodes 4.2M rows/s.\n"
    found = analyse(text, SETTINGS, path="docs/p.md", scope="profiling", details=True)
    assert [(n.finding.code, n.reading.block) for n in preview(text, found, found.findings).notes] == [
        ("PS301", None)
    ]


@pytest.mark.parametrize(
    ("text", "code", "comment", "place"),
    [
        (
            f"# Core\n\n{QUESTION}\n",
            "PS102",
            "<!-- profiling-scope: ignore[PS102] reason -->",
            "on its own line, before line 3",
        ),
        (
            f"# Core\n\n- {QUESTION}\n",
            "PS102",
            "<!-- profiling-scope: ignore[PS102] reason -->",
            "at the end of line 3",
        ),
        (
            f"# Core\n\n> {QUESTION}\n",
            "PS102",
            "<!-- profiling-scope: ignore[PS102] reason -->",
            "on its own line, before line 3",
        ),
        (
            f"# Core\n\n> > {QUESTION}\n",
            "PS102",
            "<!-- profiling-scope: ignore[PS102] reason -->",
            "on its own line, before line 3",
        ),
        (
            f"# Core\n\n {QUESTION}\n",
            "PS102",
            "<!-- profiling-scope: ignore[PS102] reason -->",
            "on its own line, before line 3",
        ),
        (
            "---\nmode: nativ\n---\n\n# Core\n",
            "PS302",
            "<!-- profiling-scope: ignore-file[PS302] reason -->",
            "on its own line, before line 4",
        ),
        ("# Core\n\nIt reads. <!-- profiling-scope: ignore[PS101] no -->\n", "PS901", "", ""),
    ],
)
def test_how_to_suppress_it(text: str, code: str, comment: str, place: str) -> None:
    note = only(text, code)
    assert (note.comment, note.place) == (comment, place)


def test_what_is_said_to_do_does_suppress_it() -> None:
    text = f"# Core\n\n{QUESTION}\n"
    comment = only(text, "PS102").comment
    assert previewed(f"# Core\n\n{comment}\n{QUESTION}\n").summary == ("nothing found", "1 suppressed")


def test_a_finding_keeps_its_key_when_lines_come_before_it() -> None:
    assert (
        only(f"# Core\n\n{QUESTION}\n", "PS102").key == only(f"# Core\n\nOne.\n\n{QUESTION}\n", "PS102").key
    )
    assert only(f"# Core\n\n{QUESTION}\n", "PS102").key != only(f"# Core\n\n{PROPOSAL}\n", "PS201").key


def test_what_is_said_of_the_page() -> None:
    text = f"# Core\n\n{QUESTION}\n\n{PROPOSAL}\n\nThere is room for improvement here.\n"
    assert previewed(text).summary == ("2 warnings", "1 info")
    found = analyse(text, SETTINGS, path="docs/p.md", scope="profiling", mode="native", details=True)
    accepted = preview(text, found, found.findings[1:])
    assert accepted.summary == ("1 warning", "1 info", "1 in the baseline")
    assert previewed("# Core\n\nIt reads.\n").summary == ("nothing found",)
    german = "---\nlang: de\n---\n\n# Kern\n\nDer Kern liest die Zeilen.\n"
    assert previewed(german).summary == ("not in English, so its words were not judged",)
