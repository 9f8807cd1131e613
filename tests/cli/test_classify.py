"""`profiling-scope classify`: every block of a page, with what it was judged to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

SUMMARY = "docs/profiling/summary.md"


def test_prints_every_block_aligned(siltgrain: Project) -> None:
    done = siltgrain.run("classify", SUMMARY)
    head, *blocks = done.out.splitlines()
    assert head == f"{SUMMARY}: scope profiling, mode native"
    assert [block.split()[:2] for block in blocks] == [
        ["1-1", "heading"],
        ["3-3", "paragraph"],
        ["5-5", "paragraph"],
    ]
    assert blocks[1].split()[2:4] == ["other", "cross"] or blocks[1].split()[3] == "cross"
    assert blocks[2].split()[2] == "proposal"
    assert blocks[1].index("cross") == blocks[2].index("none")
    assert (done.code, done.err) == (0, "")


def test_gives_the_reasons(siltgrain: Project) -> None:
    blocks = siltgrain.run("classify", "--output-format", "json", SUMMARY).json["documents"][0]["blocks"]
    assert blocks[1]["reasons"] and blocks[2]["reasons"]


def test_json_has_every_field_of_a_block(siltgrain: Project) -> None:
    done = siltgrain.run("classify", "--output-format", "json", SUMMARY)
    assert done.json["version"] == 1
    (page,) = done.json["documents"]
    assert (page["path"], page["scope"], page["mode"]) == (SUMMARY, "profiling", "native")
    first = page["blocks"][0]
    assert list(first) == ["start_line", "end_line", "kind", "level", "scope", "comparison", "reasons"]
    assert (first["start_line"], first["kind"], first["level"]) == (1, "heading", 1)


def test_a_page_without_scope_is_classified_all_the_same(siltgrain: Project) -> None:
    siltgrain.write({"docs/loose.md": "We should replace the map with a vector.\n"})
    done = siltgrain.run("classify", "--output-format", "json", "docs/loose.md")
    (page,) = done.json["documents"]
    assert page["scope"] == "none"
    assert [block["scope"] for block in page["blocks"]] == ["proposal"]


def test_a_page_in_another_language_says_that_it_is(siltgrain: Project) -> None:
    siltgrain.write({SUMMARY: "---\nlang: de\n---\n\n# Lesen\n\nWe should replace the map.\n"})
    head, *blocks = siltgrain.run("classify", SUMMARY).out.splitlines()
    assert head.endswith("mode native, not in English: its words were not judged")
    assert [block.split()[2:] for block in blocks] == [["other", "none"]] * 2
    (page,) = siltgrain.run("classify", "--output-format", "json", SUMMARY).json["documents"]
    assert page["english"] is False


def test_explains_every_block(siltgrain: Project) -> None:
    done = siltgrain.run("classify", "--explain", SUMMARY)
    assert done.out.startswith(f"{SUMMARY}: scope profiling, mode native\n\n1-1  heading: ")
    assert done.out.count("  comparison: ") == done.out.count("  proposal: ") == 3
    assert "no proposal without " in done.out
    assert "\x1b" not in done.out  # no terminal, no color
    assert (done.code, done.err) == (0, "")


def test_explanations_as_json_are_a_contract(siltgrain: Project) -> None:
    done = siltgrain.run("classify", "--explain", "--output-format", "json", SUMMARY)
    assert done.json["version"] == 1
    (page,) = done.json["documents"]
    assert list(page) == ["path", "scope", "mode", "english", "looks", "blocks"]
    _, comparing, proposing = page["blocks"]
    labels = siltgrain.run("classify", "--output-format", "json", SUMMARY).json["documents"][0]["blocks"]
    assert [{key: block[key] for key in labels[0]} for block in page["blocks"]] == labels
    answer = comparing["answers"]["comparison"]
    assert list(answer) == [
        "yes",
        "certain",
        "score",
        "bias",
        "threshold",
        "certain_from",
        "probability",
        "signals",
        "opposite",
    ]
    assert answer["score"] == pytest.approx(answer["bias"] + sum(s["amount"] for s in answer["signals"]))
    signal = answer["signals"][0]
    assert list(signal) == ["signal", "meaning", "amount", "source", "words"]
    assert list(signal["words"]) == ["start_line", "start_col", "end_line", "end_col", "text"]
    assert set(answer["opposite"]["without"]) <= {s["signal"] for s in answer["signals"]}
    silent = proposing["answers"]["comparison"]
    assert not silent["yes"]
    assert list(silent["opposite"]) == ["distance", "without", "with_any", "with_all"]
    missing = silent["opposite"]["with_any"] or silent["opposite"]["with_all"]
    assert missing[0].keys() == {"signal", "meaning", "amount"}


@pytest.mark.parametrize(
    ("lines", "starts"), [("3", [3]), ("4", []), ("3-5", [3, 5]), ("4-99", [5]), ("1-1", [1])]
)
@pytest.mark.parametrize("explain", [["--explain"], []])
def test_prints_the_blocks_of_some_lines(
    siltgrain: Project, lines: str, starts: list[int], explain: list[str]
) -> None:
    done = siltgrain.run("classify", "--lines", lines, "--output-format", "json", *explain, SUMMARY)
    assert [block["start_line"] for block in done.json["documents"][0]["blocks"]] == starts
    text = siltgrain.run("classify", "--lines", lines, *explain, SUMMARY)
    assert text.code == 0
    assert len(re.findall(r"^ *\d+-\d+  ", text.out, re.MULTILINE)) == len(starts)


@pytest.mark.parametrize("lines", ["", "x", "3-", "-3", "5-3", "3,5"])
def test_lines_that_are_none(siltgrain: Project, lines: str) -> None:
    done = siltgrain.run("classify", f"--lines={lines}", SUMMARY)
    assert done.code == 2
    assert "is not a line such as 12, or lines such as 12-20" in done.err
    assert "Traceback" not in done.err


def test_takes_folders_and_standard_input(siltgrain: Project) -> None:
    folder = siltgrain.run("classify", "docs/profiling")
    assert [line.split(":")[0] for line in folder.out.splitlines() if line.startswith("docs")] == [
        "docs/profiling/read.md",
        SUMMARY,
    ]
    page = b"We should replace the map with a vector.\n"
    stdin = siltgrain.run("classify", "-", "--stdin-filename", "docs/profiling/x.md", stdin=page)
    assert stdin.out.startswith("docs/profiling/x.md: scope profiling, mode native\n")


def test_what_cannot_be_read_is_told_and_the_rest_is_classified(siltgrain: Project) -> None:
    siltgrain.write({"docs/profiling/bad.md": b"\xff"})
    done = siltgrain.run("classify", "docs/profiling", "docs/gone.md")
    assert done.code == 2
    assert done.err.splitlines() == [
        "error: docs/gone.md: no such file or folder",
        "error: docs/profiling/bad.md: not UTF-8 at byte 0 (0xff); save it as UTF-8, or leave it out",
    ]
    assert f"{SUMMARY}: scope" in done.out


def test_needs_a_path(siltgrain: Project) -> None:
    done = siltgrain.run("classify")
    assert (done.code, done.err) == (
        2,
        "error: missing argument 'PATH...'; see `profiling-scope classify --help`\n",
    )
