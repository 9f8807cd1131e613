"""`profiling-scope check`: what it takes, what it prints, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

SUMMARY = "docs/profiling/summary.md"
COMPARES = "The Node binding is 3.7x slower than siltgrain.\n"


def test_prints_one_line_for_each_finding_and_a_summary_apart(siltgrain: Project) -> None:
    done = siltgrain.run("check")
    assert done.places == [f"{SUMMARY}:3:1: PS101", f"{SUMMARY}:5:1: PS201"]
    assert "The Node binding is 3.7x slower than siltgrain." in done.out
    assert done.err == "2 warnings in 1 of 2 documents checked; 1 without scope\n"
    assert done.code == 1


def test_says_that_nothing_was_found(siltgrain: Project) -> None:
    done = siltgrain.run("check", "docs/profiling/read.md")
    assert (done.code, done.out, done.err) == (0, "", "nothing found in 1 document checked\n")


def test_says_that_nothing_was_checked_and_how_to_give_a_scope(siltgrain: Project) -> None:
    done = siltgrain.run("check", "docs/index.md")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(
        "nothing checked: no scope for 1 document; give one with `scope: profiling` in"
    )
    assert '{match: "design/profiling/**", scope: profiling}' in done.err


def test_a_scope_that_is_misspelt_is_no_silence(siltgrain: Project) -> None:
    siltgrain.write({"docs/odd.md": "---\nscope: profilng\n---\n# Odd\n"})
    done = siltgrain.run("check", "docs/odd.md")
    assert done.places == ["docs/odd.md:2:8: PS302"]
    assert (done.code, done.err) == (1, "1 error in 1 of 1 document checked\n")


def test_a_scope_that_yaml_reads_as_something_else_is_told_as_it_is_written(siltgrain: Project) -> None:
    siltgrain.write({"docs/odd.md": "---\nscope: true\n---\n# Odd\n"})
    assert "PS302 [error] scope: 'true' is not known; allowed: " in siltgrain.run("check", "docs/odd.md").out


@pytest.mark.parametrize("number", ["x", "1.5"])
def test_what_is_no_number_of_processes_is_told(siltgrain: Project, number: str) -> None:
    done = siltgrain.run("check", "--jobs", number)
    assert done.code == 2
    assert f"{number!r} is not a valid number from 1 on; see" in done.err


@pytest.mark.parametrize(
    ("value", "column", "shape"),
    [("[native]", 7, "list"), ("\n- native", 1, "list"), ("{native: 1}", 7, "mapping")],
)
def test_a_mode_in_a_list_is_told_to_be_one(siltgrain: Project, value: str, column: int, shape: str) -> None:
    siltgrain.write({"docs/odd.md": f"---\nmode: {value}\nscope: none\n---\n# Odd\n"})
    done = siltgrain.run("check", "docs/odd.md")
    line = 2 + value.count("\n")
    assert done.places == [f"docs/odd.md:{line}:{column}: PS302"]
    assert f"mode: takes one id, not a {shape}; allowed: native, node\n" in done.out


def test_takes_files_and_folders_each_page_once_in_order(siltgrain: Project) -> None:
    siltgrain.write(
        {"docs/profiling/.drafts/x.md": "We should wait.\n", "docs/profiling/notes.txt": "We should wait.\n"}
    )
    done = siltgrain.run("check", SUMMARY, "docs/profiling", "docs", "./docs/../docs/index.md")
    assert done.places == [f"{SUMMARY}:3:1: PS101", f"{SUMMARY}:5:1: PS201"]
    assert "2 documents checked; 1 without scope" in done.err


def test_orders_by_path_line_and_column(siltgrain: Project) -> None:
    page = f"# A\n\n- {COMPARES}- {COMPARES}"
    siltgrain.write({f"docs/profiling/{name}.md": page for name in ("b", "a", "c/d")})
    done = siltgrain.run("check", "docs/profiling/c", "docs/profiling/b.md", "docs/profiling/a.md")
    paths = [place.split(":")[0] for place in done.places]
    assert paths == sorted(paths)
    assert set(paths) == {f"docs/profiling/{name}.md" for name in ("a", "b", "c/d")}
    assert (
        done.out
        == siltgrain.run("check", "docs/profiling/a.md", "docs/profiling/b.md", "docs/profiling/c").out
    )


def test_finds_the_settings_above_and_shows_paths_from_where_it_runs(siltgrain: Project) -> None:
    assert siltgrain.run("check", "summary.md", cwd="docs/profiling").places[0] == "summary.md:3:1: PS101"
    assert siltgrain.run("check", f"../{SUMMARY}", cwd="docs").places[0] == "profiling/summary.md:3:1: PS101"


def test_shows_the_whole_path_of_a_page_outside_the_current_directory(siltgrain: Project) -> None:
    siltgrain.write({"src/main.c": ""})
    done = siltgrain.run("check", cwd="src")
    assert done.places[0] == f"{(siltgrain.folder / SUMMARY).as_posix()}:3:1: PS101"


def test_finds_the_settings_of_the_page_rather_than_of_the_current_directory(siltgrain: Project) -> None:
    siltgrain.write({"elsewhere/profiling-scope.toml": ""})
    assert siltgrain.run("check", f"../{SUMMARY}", cwd="elsewhere").code == 1


@pytest.mark.parametrize(
    ("args", "codes"),
    [
        (["--select", "PS101"], ["PS101"]),
        (["--select", "PS1"], ["PS101"]),
        (["--select", "ps2,PS101"], ["PS101", "PS201"]),
        (["--select", "proposal"], ["PS201"]),
        (["--select", "PS1", "--select", "proposal"], ["PS101", "PS201"]),
        (["--select", "PS", "--ignore", "cross-mode-comparison"], ["PS201"]),
        (["--ignore", "PS1,PS2"], []),
    ],
)
def test_select_and_ignore_take_codes_beginnings_and_names(
    siltgrain: Project, args: list[str], codes: list[str]
) -> None:
    done = siltgrain.run("check", *args)
    assert [place.split(" ")[1] for place in done.places] == codes
    assert done.code == (1 if codes else 0)


def test_ignoring_the_finding_for_a_section_shows_what_it_stood_for(siltgrain: Project) -> None:
    section = "## Optimization strategy\n\nWe should replace the map.\n\nWe should cache the footer.\n"
    siltgrain.write({SUMMARY: f"# Read\n\nThe reader takes 12 ms.\n\n{section}"})
    assert siltgrain.run("check").places == [f"{SUMMARY}:5:1: PS203"]
    assert f"{SUMMARY}:7:1: PS201" in siltgrain.run("check", "--ignore", "proposal-section").places


def test_selecting_a_rule_by_name_runs_it_where_the_settings_turn_it_off(siltgrain: Project) -> None:
    settings = (siltgrain.folder / "profiling-scope.toml").read_text() + '\n[rules]\nproposal = "off"\n'
    siltgrain.write({"profiling-scope.toml": settings})
    assert siltgrain.run("check", "-q").places == [f"{SUMMARY}:3:1: PS101"]
    assert siltgrain.run("check", "--select", "PS2").places == []
    assert siltgrain.run("check", "--select", "proposal").places == [f"{SUMMARY}:5:1: PS201"]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_rule_that_does_not_exist_is_an_error_with_a_guess(siltgrain: Project, option: str) -> None:
    done = siltgrain.run("check", option, "PS101,propsal")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {option}: 'propsal' is not a code, the beginning of one, or a name; ")
    assert "did you mean 'proposal'?" in done.err


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 1),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "info"], 1),
        (["--fail-on", "error"], 0),
        (["--fail-on", "never"], 0),
        (["--exit-zero"], 0),
    ],
)
def test_the_exit_code_follows_the_severity(siltgrain: Project, args: list[str], code: int) -> None:
    assert siltgrain.run("check", *args).code == code


def test_statistics_count_by_rule_apart_from_the_findings(siltgrain: Project) -> None:
    siltgrain.write({"docs/profiling/more.md": "# More\n\nThe Node binding is 2x slower than siltgrain.\n"})
    done = siltgrain.run("check", "--statistics")
    assert done.err.splitlines()[:2] == ["2  PS101  cross-mode-comparison", "1  PS201  proposal"]
    assert len(done.places) == 3


def test_quiet_prints_findings_only(siltgrain: Project) -> None:
    done = siltgrain.run("check", "-q")
    assert (len(done.places), done.err) == (2, "")


def test_reads_standard_input_as_if_it_were_a_file(siltgrain: Project) -> None:
    page = b"# Draft\n\nWe should replace the map with a vector.\n"
    named = siltgrain.run("check", "--stdin-filename", "docs/profiling/draft.md", "-", stdin=page)
    assert (named.places, named.code) == (["docs/profiling/draft.md:3:1: PS201"], 1)
    assert siltgrain.run("check", "--stdin-filename", "docs/profiling/draft.md", stdin=page) == named


def test_reads_standard_input_without_a_name(siltgrain: Project) -> None:
    page = b"---\nscope: profiling\nmode: native\n---\nWe should replace the map with a vector.\n"
    assert siltgrain.run("check", "-", stdin=page).places == ["<stdin>:5:1: PS201"]


@pytest.mark.parametrize(
    ("modes", "said"),
    [
        ("{}", "no mode is declared"),
        ("{native: {}}", "only one mode is declared"),
    ],
)
def test_with_less_than_two_modes_the_summary_says_what_is_not_seen(
    folder: Project, modes: str, said: str
) -> None:
    page = "# Reading\n\nThe Node binding is 3x slower than the native core.\n"
    settings = f"modes: {modes}\n        pages: [{{match: '**', scope: profiling}}]"
    folder.write({"mkdocs.yml": f"plugins:\n  - profiling-scope:\n        {settings}\n", "docs/p.md": page})
    last = folder.run("check").err.splitlines()[-1]
    assert last.endswith(f"; {said}, so comparisons of named modes are not found")


def test_standard_input_and_files_exclude_each_other(siltgrain: Project) -> None:
    done = siltgrain.run("check", "-", SUMMARY)
    assert done.code == 2
    assert done.err == f"error: standard input and '{SUMMARY}' cannot be combined; give one of them\n"


def test_warns_of_an_entry_of_pages_that_no_document_matches(siltgrain: Project) -> None:
    extra = '\n[[pages]]\nmatch = "profilng/read.md"\nscope = "profiling"\n'
    siltgrain.write({"profiling-scope.toml": (siltgrain.folder / "profiling-scope.toml").read_text() + extra})
    warning = (
        "warning: pages[1].match: 'profilng/read.md' matches no document; "
        "globs are relative to docs_dir (docs); did you mean 'profiling/read.md'?"
    )
    assert warning in siltgrain.run("check").err.splitlines()
    assert warning not in siltgrain.run("check", "docs/profiling").err.splitlines()


def test_a_proposal_that_is_yet_to_be_written_is_no_mistake(siltgrain: Project) -> None:
    settings = (siltgrain.folder / "profiling-scope.toml").read_text()
    extra = '\n[[pages]]\nmatch = "{}"\nscope = "proposal"\n'
    siltgrain.write({"profiling-scope.toml": settings + extra.format("PLAN.md")})
    assert "warning" not in siltgrain.run("check").err.replace("2 warnings", "")
    siltgrain.write({"profiling-scope.toml": settings + extra.format("plans/**")})
    assert "warning: pages[1].match: 'plans/**' matches no document" in siltgrain.run("check").err


def test_tells_the_rules_which_files_of_the_project_exist(siltgrain: Project) -> None:
    siltgrain.write({"docs/profiling/links.md": "# Links\n\nSee [one](read.md) and [two](gone.md).\n"})
    done = siltgrain.run("check", "docs/profiling/links.md")
    assert done.places == ["docs/profiling/links.md:3:24: PS303"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--fail-on", "fatal"], "error: invalid value for '--fail-on': 'fatal' is not one of"),
        (["--selekt", "PS101"], "error: no such option"),
        (
            ["--output-format", "xml"],
            "error: invalid value for '--output-format': 'xml' is not one of 'text', 'concise', 'json'",
        ),
    ],
)
def test_wrong_usage_is_told_in_one_line(siltgrain: Project, args: list[str], message: str) -> None:
    done = siltgrain.run("check", *args)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ["check", "--select"],
            "option '--select' requires an argument; allowed: codes of rules, beginnings of codes, and "
            "names, all listed by `profiling-scope rule`; see `profiling-scope check --help`",
        ),
        (
            ["check", "docs", "--fail-on"],
            "option '--fail-on' requires an argument; allowed: error, warning, info, never; "
            "see `profiling-scope check --help`",
        ),
        (
            ["--debug", "baseline", "write", "--config"],
            "option '--config' requires an argument; see `profiling-scope baseline write --help`",
        ),
    ],
)
def test_an_option_without_its_value_says_which_there_are(
    siltgrain: Project, args: list[str], message: str
) -> None:
    assert siltgrain.run(*args).err == f"error: {message}\n"


def test_a_command_that_does_not_exist_is_guessed(folder: Project) -> None:
    assert folder.run("chek").err == "error: no such command 'chek'; did you mean 'check'?\n"
    assert folder.run().code == 2
