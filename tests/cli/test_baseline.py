"""The baseline: what was there before is accepted, whatever line it is on; what is new is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

FILE = "profiling-scope-baseline.json"
SUMMARY = "docs/profiling/summary.md"
COMPARES = "The Node binding is 3.7x slower than siltgrain.\n"
PROPOSES = "We should replace the map with a vector.\n"


@pytest.fixture
def accepted(siltgrain: Project) -> Project:
    """Return the project with a baseline of all its findings."""
    done = siltgrain.run("baseline", "write")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{FILE}: 2 findings in 1 document; 2 new, 0 gone\n"
    return siltgrain


def test_what_is_in_the_baseline_is_not_reported(accepted: Project) -> None:
    done = accepted.run("check")
    assert (done.code, done.out) == (0, "")
    assert done.err == "nothing found in 2 documents checked; 1 without scope; 2 in the baseline\n"


def test_it_is_sorted_and_has_one_finding_a_line(accepted: Project) -> None:
    text = (accepted.folder / FILE).read_text()
    entries = json.loads(text)["findings"]
    assert [tuple(entry.values()) for entry in entries] == [
        (SUMMARY, "PS101", COMPARES.strip()),
        (SUMMARY, "PS201", PROPOSES.strip()),
    ]
    assert sum("PS" in line for line in text.splitlines()) == 2
    accepted.run("baseline", "write")
    assert (accepted.folder / FILE).read_text() == text


@pytest.mark.parametrize(
    "page",
    [
        f"# Summary\n\nOne line.\n\nAnother.\n\n{PROPOSES}\n{COMPARES}",
        f"# Summary\r\n\r\n{COMPARES}\r\n> We should replace\r\n> the map with a vector.\r\n",
    ],
    ids=["moved", "wrapped, quoted, other line ends"],
)
def test_findings_that_moved_are_still_accepted(accepted: Project, page: str) -> None:
    accepted.write({SUMMARY: page})
    assert accepted.run("check").err.count("2 in the baseline") == 1


@pytest.mark.parametrize(
    ("heading", "gap"),
    [("## Optimization plan\n", ""), ("## Optimization plan\n", "\n"), ("Optimization plan\n---\n", "")],
)
def test_a_section_is_known_by_its_heading_alone(siltgrain: Project, heading: str, gap: str) -> None:
    page = f"# Reading\n\nThe reader takes 12 ms.\n\n{heading}{gap}{PROPOSES}\nWe should cache the footer.\n"
    siltgrain.write({SUMMARY: page})
    siltgrain.run("baseline", "write")
    (entry,) = siltgrain.run("baseline", "show", "--output-format", "json").json["findings"]
    assert (entry["code"], entry["text"].split()[-1].lower()) == ("PS203", heading.split()[-1].lower())
    siltgrain.write({SUMMARY: page.replace("a vector", "an array")})
    assert siltgrain.run("check", "--strict-baseline").code == 0


def test_the_same_words_once_more_are_new(accepted: Project) -> None:
    accepted.write({SUMMARY: f"# Summary\n\n{COMPARES}\n{PROPOSES}\n{COMPARES}"})
    assert accepted.run("check").places == [f"{SUMMARY}:7:1: PS101"]


def test_other_words_another_page_and_another_rule_are_new(accepted: Project) -> None:
    accepted.write({SUMMARY: f"# Summary\n\n{COMPARES.replace('3.7', '3.8')}\n{PROPOSES}"})
    accepted.write({"docs/profiling/read.md": f"# Reading\n\n{PROPOSES}"})
    assert accepted.run("check").places == ["docs/profiling/read.md:3:1: PS201", f"{SUMMARY}:3:1: PS101"]


def test_what_is_no_longer_found_is_a_warning_and_fatal_on_demand(accepted: Project) -> None:
    accepted.write({SUMMARY: f"# Summary\n\n{COMPARES}"})
    gone = (
        f"warning: {SUMMARY}: PS201 'We should replace the map with a vector.' is in the baseline and "
        "no longer found; remove it with `profiling-scope baseline prune`"
    )
    done = accepted.run("check")
    assert (done.code, done.err.splitlines()[0]) == (0, gone)
    assert accepted.run("check", "--strict-baseline").code == 1


def test_what_is_stale_is_told_in_a_line_however_long_it_was(siltgrain: Project) -> None:
    siltgrain.write({SUMMARY: f"# Summary\n\nWe should replace {'the map and ' * 30}the vector.\n"})
    siltgrain.run("baseline", "write")
    siltgrain.write({SUMMARY: "# Summary\n"})
    (warning,) = [line for line in siltgrain.run("check").err.splitlines() if line.startswith("warning: ")]
    assert "…' is in the baseline" in warning
    assert len(warning) < 250


def test_a_document_that_is_gone_makes_its_entries_stale(accepted: Project) -> None:
    (accepted.folder / SUMMARY).unlink()
    assert accepted.run("check").err.count("no longer found") == 2


def test_pages_and_rules_that_are_not_checked_make_nothing_stale(accepted: Project) -> None:
    for args in (["docs/profiling/read.md"], ["--select", "PS303"]):
        done = accepted.run("check", "--strict-baseline", *args)
        assert (done.code, "no longer found" in done.err) == (0, False)


def test_prune_takes_out_what_is_no_longer_found_and_keeps_the_rest(accepted: Project) -> None:
    accepted.write({SUMMARY: f"# Summary\n\n{COMPARES}\nWe should wait for the cache.\n"})
    done = accepted.run("baseline", "prune")
    assert (done.code, done.err) == (0, f"{FILE}: 1 finding in 1 document; 1 gone\n")
    assert accepted.run("check", "--strict-baseline").places == [f"{SUMMARY}:5:1: PS201"]


def test_without_a_command_it_says_so_in_a_line(siltgrain: Project) -> None:
    done = siltgrain.run("baseline")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: missing command; see `profiling-scope baseline --help`\n"


def test_show_prints_the_entries_by_document(accepted: Project) -> None:
    assert accepted.run("baseline", "show").out.splitlines() == [
        SUMMARY,
        f"  PS101  {COMPARES.strip()}",
        f"  PS201  {PROPOSES.strip()}",
    ]
    shown = accepted.run("baseline", "show", "--output-format", "json").json["findings"]
    assert [entry["code"] for entry in shown] == ["PS101", "PS201"]


def test_the_settings_or_an_option_name_another_file(siltgrain: Project) -> None:
    settings = (siltgrain.folder / "profiling-scope.toml").read_text()
    siltgrain.write({"profiling-scope.toml": f'baseline = "ci/known.json"\n{settings}', "ci/x": ""})
    missing = siltgrain.run("check")
    assert (missing.code, missing.err) == (
        2,
        "error: ci/known.json: no such file, although the setting baseline names it; "
        "write it with `profiling-scope baseline write`\n",
    )
    assert siltgrain.run("baseline", "write").code == 0
    assert siltgrain.run("check").code == 0
    assert siltgrain.run("baseline", "write", "--baseline", "other.json").code == 0
    assert siltgrain.run("check", "--baseline", "../other.json", cwd="docs").code == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "not JSON at line 1, column 2"),
        ("[]", "not a baseline: it has no list of findings"),
        ('{"version": 9, "findings": []}', "version: 9 is not known; allowed: 1"),
        (
            '{"version": 1, "findings": [{"path": 1}]}',
            "findings[0]: {'path': 1} has no texts path, code and text",
        ),
    ],
)
def test_a_file_that_is_no_baseline_is_an_error(siltgrain: Project, content: str, problem: str) -> None:
    siltgrain.write({FILE: content})
    done = siltgrain.run("check")
    remedy = "write it anew with `profiling-scope baseline write`"
    assert (done.code, done.out, done.err) == (2, "", f"error: {FILE}: {problem}; {remedy}\n")


def test_a_page_that_cannot_be_read_leaves_the_baseline_as_it_is(accepted: Project) -> None:
    before = (accepted.folder / FILE).read_bytes()
    accepted.write({"docs/profiling/read.md": b"\0"})
    assert accepted.run("baseline", "write").code == 2
    assert accepted.run("baseline", "prune").code == 2
    assert (accepted.folder / FILE).read_bytes() == before
    assert [path.name for path in accepted.folder.glob(".*")] == []
