"""`init` proposes settings from the documents that are there, and writes them when it is told to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from tests.cli.conftest import Project

WRITES = "# Pure Rust: writing\n\nSee `SUMMARY.md` and `OPTIMIZATION_PROPOSAL.md`.\n"
READS = "# Pysilt: reading\n\nThe Python wrapper takes 3 ms in Python's `SiltStream`.\n"
DOCS = {
    "docs/index.md": "# Siltgrain\n\nA reader for logs.\n",
    "docs/design/profiling/README.md": "# Profiles\n\nOne page for each implementation.\n",
    "docs/design/profiling/pure_rust_read.md": "# Pure Rust: reading\n\nPure Rust takes 41 ms.\n",
    "docs/design/profiling/pure_rust_write.md": WRITES,
    "docs/design/profiling/pysilt_read.md": READS,
    "docs/design/profiling/pysilt_write.md": "# Pysilt: writing\n\nThe Python wrapper holds the GIL.\n",
}
SITE = "site_name: siltgrain\nplugins:\n  - search\n"


@pytest.fixture
def bare(folder: Project) -> Project:
    """Return a site whose documents name two implementations, without settings."""
    return folder.write({**DOCS, "mkdocs.yml": SITE})


def test_proposes_modes_with_where_they_were_seen_and_pages_by_folder(bare: Project) -> None:
    done = bare.run("init")
    settings = tomllib.loads(done.out)
    assert {id: mode["title"] for id, mode in settings["modes"].items()} == {
        "python": "Python wrapper",
        "rust": "Pure Rust",
    }
    assert {"Python", "Pysilt", "SiltStream"} == set(settings["modes"]["python"]["aliases"])
    assert '"SiltStream",  # 1 time, first in design/profiling/pysilt_read.md:3' in done.out
    assert settings["pages"] == [
        {"match": "design/profiling/README.md", "scope": "profiling"},
        {"match": "design/profiling/pysilt_*.md", "scope": "profiling", "mode": "python"},
        {"match": "design/profiling/**", "scope": "profiling", "mode": "rust"},
        {"match": "design/OPTIMIZATION_PROPOSAL.md", "scope": "proposal"},
    ]


PROPOSAL = {"match": "OPTIMIZATION_PROPOSAL.md", "scope": "proposal"}
CONTRASTS = {
    "a table": "| Rows | Rust | Python |\n|---|---|---|\n| 10 | 2 ms | 9 ms |\n\n| | CPU time |\n|---|---|\n"
    "| Rust | 1 s |\n| Python | 4 s |\n",
    "a table of figures": "| Metric | Python | Rust target | Status |\n|---|---|---|---|\n"
    "| Throughput | 250k rows/s | ~1M rows/s | open |\n",
    "sentences": "Rust is faster than Python for logs. Reading is Rust vs. Python all over again.\n",
}


@pytest.mark.parametrize("text", CONTRASTS.values(), ids=list(CONTRASTS))
def test_what_is_set_side_by_side_is_a_mode(folder: Project, text: str) -> None:
    page = f"# Reading: sizes of `float32`\n\n{text}\nRust (float32) takes 3 ms. See `fast.rs`.\n"
    folder.write({"docs/profiling/read.md": page})
    settings = tomllib.loads(folder.run("init").out)
    assert {id: mode["title"] for id, mode in settings["modes"].items()} == {
        "rust": "Rust",
        "python": "Python",
    }
    assert [alias for mode in settings["modes"].values() for alias in mode.get("aliases", [])] == []


def test_a_part_of_a_platform_is_no_name_of_a_mode(folder: Project) -> None:
    page = (
        "# Reading\n\nThe Python implementation, the Python wrapper and the Python binding, `pysilt`, use "
        "Python's `random`, Python (asyncio) and Python (`read_fast.py`). With Python "
        "(PySpark), Python's `PyCharm` and Python (JSONLines) nothing was measured. "
        "Python's SiltStream does not.\n"
    )
    folder.write({"docs/profiling/read.md": page})
    (mode,) = tomllib.loads(folder.run("init").out)["modes"].values()
    assert sorted(mode["aliases"]) == ["Python", "SiltStream"]


@pytest.mark.parametrize(
    "table",
    [
        "| | Python | Rust |\n|---|---|---|\n| Editor | any | any |\n",
        "| Reader | Python | Rust |\n|---|---|---|\n| libsilt-2 | yes | 1.70 |\n",
    ],
)
def test_a_single_table_without_figures_of_both_proposes_no_mode(folder: Project, table: str) -> None:
    folder.write({"docs/profiling/read.md": f"# Reading\n\n{table}"})
    assert "modes" not in tomllib.loads(folder.run("init").out)


def test_what_is_only_mentioned_is_none(folder: Project) -> None:
    page = (
        "# Reading\n\nWith Go on, the core must go faster than C compilers think. A Python script draws it.\n"
    )
    folder.write({"docs/profiling/read.md": page})
    done = folder.run("init")
    settings = tomllib.loads(done.out)
    assert "no mode proposed: add what the profiles are about under modes" in done.err
    assert ("modes" not in settings, settings["pages"]) == (
        True,
        [{"match": "profiling/**", "scope": "profiling"}, PROPOSAL],
    )


def test_no_name_is_proposed_for_two_modes(folder: Project) -> None:
    page = "# Reading\n\n" + "Native Rust and native Python, or Python (`rust`).\n" * 3
    folder.write({"docs/benchmarks.md": page, "mkdocs.yml": "site_name: Siltgrain\n"})
    folder.write({"docs/profiling/silt.md": "# Siltgrain\n\nSiltgrain reads logs.\n"})
    done = folder.run("init")
    modes = tomllib.loads(done.out)["modes"]
    names = {id: {name.lower() for name in (mode["title"], *mode["aliases"])} for id, mode in modes.items()}
    assert names == {"rust": {"native rust", "rust"}, "python": {"native python", "python"}}


@pytest.mark.parametrize(
    "name", ["benchmarks", "performance", "read-perf", "2026-03_bench_results", "profile"]
)
def test_a_page_is_proposed_by_its_name(folder: Project, name: str) -> None:
    folder.write({f"docs/{name}.md": "# Siltgrain\n\nReading takes 12 ms.\n"})
    settings = tomllib.loads(folder.run("init").out)
    assert settings["pages"] == [{"match": f"{name}.md", "scope": "profiling"}, PROPOSAL]


def test_a_proposal_is_proposed_beside_the_profiles_where_there_is_none(folder: Project) -> None:
    folder.write({"docs/design/profiling/read.md": "# Reading\n\nWe should replace the map with a vector.\n"})
    done = folder.run("init", "--yes")
    assert "# does not exist yet; refactor writes it" in done.out
    assert "docs/design/OPTIMIZATION_PROPOSAL.md, proposals" in folder.run("refactor").err


@pytest.mark.parametrize(
    "name", ["performance-tuning", "benchmarking_guide", "superficial", "workbench", "high-performance"]
)
def test_a_page_that_advises_or_has_the_word_by_chance_is_not(folder: Project, name: str) -> None:
    folder.write({f"docs/{name}.md": "# Siltgrain\n\nHow to be fast.\n"})
    assert folder.run("init").out == ""


def test_a_proposal_about_performance_is_no_profile(folder: Project) -> None:
    folder.write({"docs/rfcs/004-scalability-benchmarking.md": "# Siltgrain\n\nWe should measure it.\n"})
    (page,) = tomllib.loads(folder.run("init").out)["pages"]
    assert page == {"match": "rfcs/004-scalability-benchmarking.md", "scope": "proposal"}


def test_without_a_page_to_propose_it_says_what_is_to_be_added(folder: Project) -> None:
    folder.write({"docs/index.md": CONTRASTS["a table"], "mkdocs.yml": SITE})
    done = folder.run("init")
    assert tomllib.loads(done.out).keys() == {"modes"}
    assert "first entry" not in done.out
    assert "no page proposed" in done.err
    assert 'match = "design/profiling/**"' in done.err


def test_writes_nothing_unless_it_is_told_to(bare: Project) -> None:
    done = bare.run("init")
    assert (done.code, done.err) == (0, "nothing written; add --yes to write it\n")
    assert not (bare.folder / "profiling-scope.toml").exists()


def test_yes_writes_what_check_then_uses(bare: Project) -> None:
    done = bare.run("init", "--yes")
    assert (done.code, (bare.folder / "profiling-scope.toml").read_text()) == (0, done.out)
    assert done.err.splitlines() == [
        "profiling-scope.toml: written; look through it, then run `profiling-scope check`",
        "for the build, add `- profiling-scope` to the plugins in mkdocs.yml",
    ]
    assert bare.run("check", "--show-files").out.count("\n") == 5


def test_a_list_of_plugins_that_is_to_begin_keeps_the_search(bare: Project) -> None:
    bare.write({"mkdocs.yml": "site_name: Siltgrain\n"})
    expected = "for the build, add `plugins: [search, profiling-scope]` in mkdocs.yml\n"
    assert bare.run("init", "--yes").err.endswith(expected)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("answer", "written"), [(b"y\n", True), (b"n\n", False), (b"\n", False), (b"\x04", False)]
)
def test_in_a_terminal_it_asks_first(bare: Project, root: Path, answer: bytes, written: bool) -> None:
    import pty

    leader, follower = pty.openpty()
    os.write(leader, answer)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_profiling_scope", "init"],
        cwd=bare.folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdin=follower,
        capture_output=True,
        check=False,
    )
    os.close(follower)
    os.close(leader)
    assert b"Write this to profiling-scope.toml? [y/N]:" in done.stderr
    assert (bare.folder / "profiling-scope.toml").exists() is written
    assert done.returncode == (130 if answer == b"\x04" else 0)


def test_what_cannot_be_read_is_told_and_the_rest_is_proposed(bare: Project) -> None:
    bare.write({"docs/odd.md": b"\xff"})
    done = bare.run("init")
    assert (done.code, "[modes.rust]" in done.out) == (2, True)
    assert done.err.startswith("error: docs/odd.md: not UTF-8 at byte 0 (0xff)")


def test_a_plugin_that_is_listed_need_not_be_added(bare: Project) -> None:
    bare.write({"mkdocs.yml": f"{SITE}  - profiling-scope\n"})
    assert "add `- profiling-scope`" not in bare.run("init", "--yes").err


def test_a_link_that_leads_nowhere_is_not_written_through(bare: Project) -> None:
    (bare.folder / "profiling-scope.toml").symlink_to(bare.folder / "elsewhere.toml")
    done = bare.run("init", "--yes")
    assert (done.code, (bare.folder / "elsewhere.toml").exists()) == (2, False)
    assert "error: profiling-scope.toml: exists already; init never writes over it\n" in done.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("profiling-scope.toml", ""),
        ("pyproject.toml", "[tool.profiling-scope]\n"),
        ("mkdocs.yml", f"{SITE}  - profiling-scope: {{report: false}}\n"),
    ],
)
def test_settings_that_exist_are_never_changed(bare: Project, name: str, content: str) -> None:
    bare.write({name: content})
    done = bare.run("init", "--yes")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {name}: has settings already; init never changes them\n"
    assert (bare.folder / name).read_text() == content
    assert name == "profiling-scope.toml" or not (bare.folder / "profiling-scope.toml").exists()


def test_says_that_there_is_nothing_to_propose(folder: Project) -> None:
    folder.write({"docs/index.md": "# Siltgrain\n\nReads logs.\n"})
    done = folder.run("init", "--yes")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "nothing proposed: no document names an implementation, or looks by its name like a profile; "
        "declare modes and pages in profiling-scope.toml by hand\n"
    )
    assert [path.name for path in folder.folder.iterdir()] == ["docs"]


def test_without_a_documents_folder_it_says_how_to_name_it(folder: Project) -> None:
    done = folder.run("init")
    assert (done.code, done.err) == (
        2,
        "error: docs: no such folder; name that of the documents with --docs-dir\n",
    )
    folder.write({"mkdocs.yml": "site_name: S\ndocs_dir: pages\n"})
    assert folder.run("init").err == "error: pages: no such folder; correct docs_dir in mkdocs.yml\n"


@pytest.mark.parametrize(
    ("docs_dir", "written", "match"),
    [("doc", "doc", "perf/**"), ("./doc/perf/", "doc/perf", None), (".", ".", "doc/perf/**")],
)
def test_documents_may_be_elsewhere(folder: Project, docs_dir: str, written: str, match: str | None) -> None:
    folder.write({"doc/perf/read.md": CONTRASTS["a table"]})
    assert folder.run("init", "--yes", "--docs-dir", docs_dir).code == 0
    settings = tomllib.loads((folder.folder / "profiling-scope.toml").read_text())
    assert (settings["docs_dir"], settings.get("pages", [{}])[0].get("match")) == (written, match)
    shown = folder.run("check", "--show-files").out
    assert shown == ("doc/perf/read.md\n" if match else "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--docs-dir", "doc"), "doc: no such folder; name that of the documents with --docs-dir"),
        (
            ("--docs-dir", "docs", "--template", "profile"),
            "--docs-dir is about settings, and --template about a document; give one of them",
        ),
    ],
)
def test_a_folder_of_documents_that_is_no_use_is_refused(
    folder: Project, arguments: tuple[str, ...], message: str
) -> None:
    done = folder.run("init", *arguments)
    assert (done.code, done.err) == (2, f"error: {message}\n")


def test_where_a_site_names_the_documents_no_option_does(bare: Project) -> None:
    bare.write({"mkdocs.yml": SITE})
    done = bare.run("init", "--docs-dir", "doc")
    assert done.err == "error: --docs-dir: mkdocs.yml says where the documents are; say it there\n"
