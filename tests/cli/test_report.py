"""`profiling-scope report`: what state the documents are in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.cli.conftest import COMPARES, MEASURES, PROPOSES, SETTINGS, Project

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def mixed(siltgrain: Project) -> Project:
    """Return a project with a document in each state, and one that is left out on purpose."""
    question = "Why is the Node binding faster than siltgrain?\n"
    return siltgrain.write(
        {
            "docs/profiling/write.md": f"# Writing\n\n{MEASURES}\n{question}",
            "docs/performance.md": "# Performance\n\nSee elsewhere.\n",
            "docs/profiling/method.md": "---\nscope: none\n---\n\n# Method\n",
        }
    )


def test_json_has_the_state_of_every_document(mixed: Project) -> None:
    made = mixed.run("report", "--output-format", "json")
    assert made.code == 0, made.err
    assert made.json["version"] == 1
    assert {d["path"]: d["status"] for d in made.json["documents"]} == {
        "docs/profiling/summary.md": "needs refactoring",
        "docs/profiling/write.md": "minor edits",
        "docs/performance.md": "not reviewed",
        "docs/profiling/read.md": "fine",
    }
    assert made.json["summary"] == {
        "documents": 4,
        "needs refactoring": 1,
        "minor edits": 1,
        "not reviewed": 1,
        "fine": 1,
        "not_listed": 1,
    }


def test_a_document_in_json(mixed: Project) -> None:
    found = mixed.run("report", "docs/profiling/write.md", "--output-format", "json").json["documents"]
    (action,) = found[0].pop("actions")
    assert action.pop("text").startswith("reword the question ")
    assert action == {
        "required": True,
        "codes": ["PS102"],
        "start_line": 5,
        "end_line": 5,
        "leaving": 0,
        "destination": None,
    }
    (finding,) = found[0].pop("findings")
    assert (finding["code"], finding["start_line"], finding["start_col"]) == ("PS102", 5, 1)
    assert found[0] == {
        "path": "docs/profiling/write.md",
        "title": "Writing",
        "status": "minor edits",
        "why": None,
        "scope": "profiling",
        "mode": "native",
        "mode_title": "Native core",
        "lines": 3,
        "leaving": 0,
        "shares": {"measurement": 1, "opportunity": 0, "proposal": 0, "comparison": 1, "other": 1},
        "counts": {"error": 0, "warning": 1, "info": 0},
        "by_code": {"PS102": 1},
        "suppressed": 0,
    }


def test_markdown_links_to_lines(mixed: Project) -> None:
    made = mixed.run("report")
    assert made.out.startswith("# Profiling scope report\n\nOf 4 documents, 1 needs refactoring, 1 needs ")
    assert (
        "| [docs/profiling/read.md](docs/profiling/read.md) | ✓ fine | profile of Native core |" in made.out
    )
    assert "| ? not reviewed | no scope is declared for it |" in made.out
    assert "([line 5](docs/profiling/write.md?plain=1#L5))" in made.out
    assert "1 further document has no scope" in made.out
    assert made.err.startswith("Of 4 documents")


def test_links_lead_from_the_folder_of_the_output(mixed: Project) -> None:
    mixed.write({"out/.keep": ""})
    mixed.run("report", "--output-file", "out/report.md")
    text = (mixed.folder / "out/report.md").read_text("utf-8")
    assert "](../docs/profiling/write.md?plain=1#L5)" in text

    mixed.run("report", "--output-format", "html", "--output-file", "out/report.html")
    page = BeautifulSoup((mixed.folder / "out/report.html").read_text("utf-8"), "html.parser")
    targets = {str(a["href"]) for a in page.select(".psr-document a")}
    assert "../docs/profiling/write.md" in targets
    assert all((mixed.folder / "out" / target).resolve().is_file() for target in targets)


def test_html_needs_nothing_from_elsewhere(mixed: Project) -> None:
    html = mixed.run("report", "--output-format", "html").out
    page = BeautifulSoup(html, "html.parser")
    assert page.select("[src], link, iframe, img") == []
    assert not re.search(r"https?:|@import|url\(", html)
    rows = page.select("tbody tr")
    assert [row["data-psr-is"] for row in rows] == [
        "needs-refactoring",
        "minor-edits",
        "not-reviewed",
        "fine",
    ]
    assert {str(a["href"]) for a in page.select("tbody a")} == {f"#{s['id']}" for s in page.select("h3")}


def test_every_picture_says_in_words_what_it_shows(mixed: Project) -> None:
    page = BeautifulSoup(mixed.run("report", "--output-format", "html").out, "html.parser")
    pictures = page.select("svg[role=img]")
    assert len(pictures) == 3
    for picture in pictures:
        spoken = [page.select_one(f"[id='{id}']") for id in str(picture["aria-labelledby"]).split()]
        title, description = [found.text for found in spoken if found is not None]
        assert title.startswith("What docs/profiling/")
        assert re.fullmatch(r"(measurement|proposal|comparison of modes|other text|, | \d+ %)+", description)
    widths = [float(str(rect["width"])) for rect in pictures[0].select("rect")]
    assert sum(widths) == pytest.approx(1000, abs=0.5)


def test_a_report_is_no_gate_and_unreadable_documents_are_in_it(mixed: Project) -> None:
    assert mixed.run("report").code == 0
    mixed.write({"docs/profiling/broken.md": b"\xff\xfe"})
    made = mixed.run("report", "--output-format", "json")
    assert made.code == 2
    assert "error: docs/profiling/broken.md: not UTF-8 at byte 0" in made.err
    broken = next(d for d in made.json["documents"] if d["path"].endswith("broken.md"))
    assert (broken["status"], broken["why"]) == ("not reviewed", "it cannot be read")


def test_a_document_that_is_asked_for_by_name_is_listed_in_any_case(mixed: Project) -> None:
    made = mixed.run("report", "docs/index.md", "--output-format", "json").json
    assert [(d["path"], d["status"]) for d in made["documents"]] == [("docs/index.md", "not reviewed")]


def test_a_proposal_is_known_also_where_the_report_is_not_about_it(mixed: Project) -> None:
    declared = '\n[[pages]]\nmatch = "plans/*.md"\nscope = "proposal"\n'
    mixed.write({"profiling-scope.toml": SETTINGS + declared, "docs/plans/arenas.md": "# Arenas\n"})
    made = mixed.run("report", "docs/profiling/summary.md", "--output-format", "json").json
    moved = {action["destination"] for action in made["documents"][0]["actions"] if action["leaving"]}
    assert "docs/plans/arenas.md" in moved
    assert made["missing"] == []


def test_nothing_to_report(folder: Project) -> None:
    folder.write({"docs/index.md": "# Siltgrain\n"})
    for name, expected in (("markdown", "No document has a scope"), ("html", "No document has a scope")):
        assert expected in folder.run("report", "--output-format", name).out
    assert folder.run("report", "--output-format", "json").json["documents"] == []


def test_standard_input(siltgrain: Project) -> None:
    page = f"# Summary\n\n{MEASURES}\n{COMPARES}".encode()
    made = siltgrain.run(
        "report", "--stdin-filename", "docs/profiling/new.md", "--output-format", "json", stdin=page
    )
    assert [d["path"] for d in made.json["documents"]] == ["docs/profiling/new.md"]


def test_an_output_file_that_cannot_be_written(siltgrain: Project) -> None:
    made = siltgrain.run("report", "--output-file", "nowhere/report.md")
    assert (made.code, made.out) == (2, "")
    assert made.err.startswith("error: --output-file: nowhere/report.md: ")


@pytest.fixture
def hostile(siltgrain: Project) -> Project:
    """Return a project whose titles, headings, references and file names try to be more than text."""
    heading = f'{HOSTILE} | "q" {{{{ 7*7 }}}} {{% raw %}} @someone #1 [x](javascript:alert(1)) `code`'
    plan = f"## Proposed changes {heading}\n\n{PROPOSES}\n- We should drop <img src=x onerror=alert(1)>.\n"
    text = f"# {heading}\n\n{MEASURES}\n{plan}"
    return siltgrain.write(
        {
            "profiling-scope.toml": SETTINGS.replace('"Native core"', "'<b>Native</b> | {{ 7*7 }}'"),
            "docs/profiling/javascript:alert(1).md": text,
            "docs/profiling/a](x) {{ 7*7 }} <b>.md": f"# A\n\n{COMPARES}",
        }
    )


def test_hostile_text_is_text_in_html(hostile: Project) -> None:
    html = hostile.run("report", "--output-format", "html").out
    page = BeautifulSoup(html, "html.parser")
    assert len(page.select("script")) == 1
    assert page.select("img, b") == []
    assert HOSTILE in page.text
    assert [a["href"] for a in page.select("a") if ":" in str(a["href"])] == []
    assert not re.search(r"\{[{%]", html)


def test_hostile_text_is_text_in_markdown(hostile: Project) -> None:
    import markdown

    text = hostile.run("report").out
    assert not re.search(r"\{[{%]|@someone|#1\b", text)
    html = markdown.markdown(text, extensions=["tables", "attr_list", "md_in_html"])
    page = BeautifulSoup(html, "html.parser")
    assert page.select("script, img, b") == []
    assert 'Proposed changes <script>alert(1)</script> | "q" {{ 7*7 }} {% raw %} @someone' in page.text
    assert [a["href"] for a in page.select("a") if ":" in str(a["href"])] == []
    rows = page.select("table")[0].select("tr")
    assert {len(row.find_all(["td", "th"])) for row in rows} == {5}


def test_json_keeps_hostile_text_as_it_is(hostile: Project) -> None:
    documents = hostile.run("report", "--output-format", "json").json["documents"]
    assert any(HOSTILE in action["text"] for d in documents for action in d["actions"])


# What the notes of the project say, which were written by hand and are the reason why this tool exists.
NOTES = {
    "PROFILING_SUMMARY.md": {"needs refactoring"},
    "PHASE_2_DETAILED_ANALYSIS.md": {"needs refactoring"},
    "PROFILING_PLAN.md": {"minor edits"},
    "RUST_SINGLE_THREADED_PROFILING_RESULTS.md": {"minor edits"},
    "PROFILING_GUIDE.md": {"fine"},
    "README.md": {"fine"},
}
ACTIONS = {
    "PROFILING_SUMMARY.md": [
        r"take out the section .* \(lines 151-160\) with the comparison table",
        r"move the section .* \(lines 44-8\d\) to docs/design/OPTIMIZATION_PROPOSAL.md",
        r"create what is referred to, .*OPTIMIZATION_PROPOSAL.md",
    ],
    "PROFILING_PLAN.md": [r"\(line 13\); say what limits Pure Rust", r"reword the question .* \(line 114\)"],
    "PHASE_2_DETAILED_ANALYSIS.md": [r"move the section .* \(lines 238-250\)"],
    "RUST_SINGLE_THREADED_PROFILING_RESULTS.md": [r"reword the question .* \(line 17\)"],
}
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "mrrc" / "before"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")
def test_the_report_says_what_the_notes_say(folder: Project, capsys: pytest.CaptureFixture[str]) -> None:
    for source in (CORPUS / "mkdocs.yml", *CORPUS.rglob("*.md")):
        folder.write({source.relative_to(CORPUS).as_posix(): source.read_bytes()})
    made: Any = folder.run("report", "--output-format", "json").json
    found = {Path(d["path"]).name: d for d in made["documents"]}
    with capsys.disabled():
        print("\n" + "\n".join(f"{d['status']:<18} {name}" for name, d in found.items()))
    assert {name for name, allowed in NOTES.items() if found[name]["status"] not in allowed} == set()
    for name, patterns in ACTIONS.items():
        said = [action["text"] for action in found[name]["actions"] if action["required"]]
        assert [p for p in patterns if not any(re.search(p, text) for text in said)] == [], said
