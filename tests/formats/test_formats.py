"""Formats of `check`: each is what its consumer documents, whatever the page or its path holds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pyromark
import pytest
from bs4 import BeautifulSoup
from jsonschema import validators
from xmlschema import XMLSchema

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.rules import RULES
from mkdocs_profiling_scope.core.values import Span
from mkdocs_profiling_scope.formats import FORMATS, render
from mkdocs_profiling_scope.formats.excerpt import excerpt
from mkdocs_profiling_scope.formats.run import Run, page_run
from mkdocs_profiling_scope.formats.visible import visible
from tests.formats.hostile import CLEAN, MESSAGE, PATH, RUN, TEXT, finding

SCHEMAS = Path(__file__).parent / "schemas"
TABLES = pyromark.Options.ENABLE_TABLES
MACHINES = sorted(set(FORMATS) - {"text", "concise", "markdown"})


def parsed(run: Run, format: str) -> Any:
    return json.loads(render(run, format))


@pytest.mark.parametrize("run", [RUN, CLEAN], ids=["findings", "clean"])
@pytest.mark.parametrize(
    ("format", "schema"),
    [("json", "json"), ("gitlab", "gitlab"), ("rdjson", "rdjson"), ("sarif", "sarif-2.1.0")],
)
def test_json_is_valid_by_its_schema(format: str, schema: str, run: Run) -> None:
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    validator = validators.validator_for(rules)(rules)
    assert [error.message for error in validator.iter_errors(parsed(run, format))] == []


@pytest.mark.parametrize("run", [RUN, CLEAN], ids=["findings", "clean"])
@pytest.mark.parametrize("format", ["junit", "checkstyle"])
def test_xml_is_valid_by_its_schema(format: str, run: Run) -> None:
    XMLSchema(SCHEMAS / f"{format}.xsd").validate(render(run, format))


@pytest.mark.parametrize("format", FORMATS)
def test_output_can_be_written_in_any_encoding_or_is_utf_8_and_drives_no_terminal(format: str) -> None:
    output = render(RUN, format)
    output.encode("utf-8" if format in ("text", "concise", "markdown", "github") else "ascii", "strict")
    assert not re.search(r"[\x00\x1b]", output)


@pytest.mark.parametrize("format", MACHINES)
def test_color_is_never_for_machines(format: str) -> None:
    assert render(RUN, format, color=True) == render(RUN, format)


def test_jsonl_has_the_findings_of_json_one_a_line() -> None:
    lines = render(RUN, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == parsed(RUN, "json")["findings"]
    assert render(CLEAN, "jsonl") == ""


def test_github_has_errors_first_and_columns_only_within_a_line() -> None:
    lines = render(RUN, "github").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::warning", "::notice"]
    assert ["col=" in line for line in lines] == [True, True, False, True]
    assert "line=3,endLine=4,title=" in lines[2]


def test_github_escapes_data_and_properties() -> None:
    _, command, message = render(RUN, "github").splitlines()[0].split("::", 2)
    pairs = dict(pair.split("=", 1) for pair in command.removeprefix("error ").split(","))
    assert pairs["file"] == "docs/100%25%2C a%3Ab & <c> µ.md"
    assert unquote(pairs["file"]) == PATH
    assert "50 %25 |" in message and "%0D%0Asecond" in message


def test_gitlab_fingerprints_are_unique_also_for_the_same_words_twice() -> None:
    prints = [entry["fingerprint"] for entry in parsed(RUN, "gitlab")]
    assert len(set(prints)) == len(prints) == 4


@pytest.mark.parametrize(
    "text",
    [
        "# New first line\n\n" + TEXT,
        TEXT.replace("Node binding\n> is slower", "Node\n> binding is slower"),
        TEXT.replace("\n", "\r\n"),
    ],
    ids=["lines above", "wrapped anew", "line ends"],
)
def test_fingerprints_outlast_what_does_not_touch_the_words(text: str) -> None:
    start, end = text.index("Node"), text.index("µs.") + len("µs.")
    original = finding("Node binding\n> is slower\tthan µs.", "PS101", "cross-mode-comparison", "warning")
    moved = original._replace(span=Span(start, end), start_line=original.start_line + 2)
    before = Run((page_run((original,), (excerpt(original, Source(TEXT)),)),), 1, 1).fingerprints
    assert Run((page_run((moved,), (excerpt(moved, Source(text)),)),), 1, 1).fingerprints == before


def test_sarif_has_every_rule_with_help_and_results_point_at_them() -> None:
    (run,) = parsed(RUN, "sarif")["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert all(rule["help"]["text"] and "**Fine**" in rule["help"]["markdown"] for rule in rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert [result["level"] for result in run["results"]] == ["note", "warning", "error", "error"]


def test_sarif_regions_are_as_wide_as_the_sentence_in_characters() -> None:
    (run,) = parsed(RUN, "sarif")["runs"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["region"] == {"startLine": 3, "startColumn": 9, "endLine": 4, "endColumn": 21}
    assert place["artifactLocation"]["uri"] == "docs/100%25%2C%20a%3Ab%20%26%20%3Cc%3E%20%C2%B5.md"
    assert all(result["partialFingerprints"] for result in run["results"])


def test_sarif_says_what_paths_are_relative_to_and_names_no_place_on_this_machine() -> None:
    (run,) = parsed(RUN, "sarif")["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert {place["uriBaseId"] for place in places} == set(run["originalUriBaseIds"]) == {"%SRCROOT%"}
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]
    absolute = RUN.findings[0]._replace(path="/srv/a b.md")
    (run,) = parsed(RUN._replace(pages=(page_run((absolute,), RUN.excerpts[:1]),)), "sarif")["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///srv/a%20b.md"}


def test_sarif_of_a_clean_tree_is_a_run_without_results() -> None:
    (run,) = parsed(CLEAN, "sarif")["runs"]
    assert run["results"] == []


def test_rdjson_counts_columns_in_bytes() -> None:
    range = parsed(RUN, "rdjson")["diagnostics"][1]["location"]["range"]
    line = TEXT.splitlines()[2].encode()
    assert range["start"] == {"line": 3, "column": line.index(b"Node") + 1}


def test_junit_fails_for_warnings_and_errors_and_passes_for_information_and_clean_pages() -> None:
    suites = ElementTree.fromstring(render(RUN, "junit"))
    assert (suites.get("tests"), suites.get("failures")) == ("5", "3")
    dirty, clean = suites
    assert [[child.tag for child in case] for case in dirty] == [["system-out"], *[["failure"]] * 3]
    assert [case.get("name") for case in clean] == ["no findings"]


@pytest.mark.parametrize(("format", "tag"), [("junit", "failure"), ("checkstyle", "error")])
def test_xml_keeps_the_message_and_replaces_what_xml_cannot_hold(format: str, tag: str) -> None:
    root = ElementTree.fromstring(render(RUN, format))
    message = next(root.iter(tag)).get("message")
    expected = re.sub("[\x00\x1b\ud800]", "\ufffd", MESSAGE)
    assert message is not None and re.sub(r"^PS105 ", "", message) == expected
    assert PATH in [element.get("name") for element in root]


def test_markdown_shows_every_message_as_it_is() -> None:
    page = BeautifulSoup(pyromark.html(render(RUN, "markdown"), options=TABLES), "html.parser")
    assert page.h3 is not None and page.h3.get_text() == PATH
    cells = [row.find_all("td")[-1].get_text() for row in page.find_all("table")[1].tbody.find_all("tr")]
    assert cells == [visible(MESSAGE)] * 4
    assert page.find(["em", "a", "b"]) is None


def test_markdown_says_that_nothing_was_found() -> None:
    summary = "nothing found in 1 document checked; 1 without scope"
    assert render(CLEAN, "markdown") == f"## profiling-scope\n\n{summary}\n"


def test_markdown_of_very_many_findings_ends_with_how_many_are_left() -> None:
    many = Run((page_run(RUN.findings * 60, RUN.excerpts * 60),), 1, 1)
    assert render(many, "markdown").endswith("\n\n40 more findings in 1 document.\n")


def test_the_documentation_lists_these_formats(root: Path) -> None:
    page = (root / "docs/reference/formats.md").read_text(encoding="utf-8")
    table = page[page.index("| Format |") :].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(FORMATS)
