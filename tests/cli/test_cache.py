"""The cache of `check`: the same findings sooner, and never old ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

SUMMARY = "docs/profiling/summary.md"
# Says on standard error which documents are analysed.
COUNTING = """
import sys
import mkdocs_profiling_scope.core.analyse as pipeline
analyse = pipeline.analyse
def counted(*args, path, **kwargs):
    print("analysed", path, file=sys.stderr)
    return analyse(*args, path=path, **kwargs)
pipeline.analyse = counted
"""

# Says which documents are read, and takes files that were changed just now for settled.
READING = """
import sys
import mkdocs_profiling_scope.hosts.project.stamps as stamps
from mkdocs_profiling_scope.hosts.project.documents import Document
stamps._SETTLED = -1
read = Document.read
def told(document):
    print("read", document.path, file=sys.stderr)
    return read(document)
Document.read = told
"""


HOMELESS = """
import pathlib
def home(cls):
    raise RuntimeError("no home")
pathlib.Path.home = classmethod(home)
"""


def analysed(project: Project, *args: str) -> list[str]:
    lines = project.run("check", "-q", *args, before=COUNTING).err.splitlines()
    return [line.split(" ")[1] for line in lines if line.startswith("analysed ")]


def cached(project: Project) -> list[Path]:
    return list((project.folder.parent / f"{project.folder.name}-cache").iterdir())


BOTH = ["docs/profiling/read.md", SUMMARY]


def test_documents_that_have_not_changed_are_not_analysed_again(siltgrain: Project) -> None:
    first = siltgrain.run("check", "--output-format", "json")
    assert analysed(siltgrain) == []
    assert siltgrain.run("check", "--output-format", "json") == first


def test_remembers_that_a_document_is_not_english(siltgrain: Project) -> None:
    siltgrain.write({SUMMARY: "---\nlang: de\n---\n\n# Lesen\n\nWe should replace the map.\n"})
    told = "checked; 1 without scope; 1 not in English, whose words were not judged\n"
    assert siltgrain.run("check").err.endswith(told)
    assert analysed(siltgrain) == []
    assert siltgrain.run("check").err.endswith(told)


def opened(project: Project, *args: str, stdin: bytes = b"") -> list[str]:
    lines = project.run("check", "-q", *args, before=READING, stdin=stdin).err.splitlines()
    return [line.split(" ")[1] for line in lines if line.startswith("read ")]


def test_documents_whose_files_have_not_changed_are_not_even_read(siltgrain: Project) -> None:
    first = siltgrain.run("check", "--no-cache", "--output-format", "json")
    assert opened(siltgrain) == ["docs/index.md", *BOTH]
    assert opened(siltgrain) == []
    assert siltgrain.run("check", "--output-format", "json") == first


def test_a_document_that_was_only_touched_is_read_once_and_not_analysed(siltgrain: Project) -> None:
    opened(siltgrain)
    (siltgrain.folder / SUMMARY).touch()
    assert opened(siltgrain) == [SUMMARY]
    assert opened(siltgrain) == []
    (siltgrain.folder / SUMMARY).touch()
    assert analysed(siltgrain) == []


def test_a_change_that_keeps_size_and_time_is_noticed(siltgrain: Project) -> None:
    import os

    opened(siltgrain)
    file = siltgrain.folder / SUMMARY
    before = file.stat()
    file.write_bytes(b"x" * before.st_size)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert siltgrain.run("check").places == []


def test_a_document_changed_just_now_is_read_as_it_may_change_again(siltgrain: Project) -> None:
    siltgrain.run("check")
    assert opened(siltgrain) == ["docs/index.md", *BOTH]


def test_a_document_without_scope_is_remembered_until_it_has_one(siltgrain: Project) -> None:
    opened(siltgrain)
    siltgrain.write({"docs/index.md": "---\nscope: profiling\n---\n\n# Plan\n\nWe should replace the map.\n"})
    assert opened(siltgrain)[0] == "docs/index.md"
    assert siltgrain.run("check").err.endswith(" of 3 documents checked\n")


def test_standard_input_is_neither_remembered_nor_mistaken_for_the_file(siltgrain: Project) -> None:
    opened(siltgrain)
    args = ("check", "--stdin-filename", SUMMARY)
    assert siltgrain.run(*args, stdin=b"# Summary\n").places == []
    assert len(siltgrain.run("check", SUMMARY).places) == 2
    assert opened(siltgrain) == []


def test_a_document_that_cannot_be_read_any_more_is_told(siltgrain: Project) -> None:
    opened(siltgrain)
    (siltgrain.folder / SUMMARY).write_bytes(b"\xff")
    assert siltgrain.run("check").err.startswith(f"error: {SUMMARY}: not UTF-8 at byte 0")


def test_a_changed_document_is_analysed_alone(siltgrain: Project) -> None:
    assert analysed(siltgrain) == BOTH
    siltgrain.write({"docs/profiling/read.md": "# Reading\n\nWe should wait for the cache.\n"})
    assert analysed(siltgrain) == BOTH[:1]


def test_a_file_that_comes_or_goes_counts_where_it_is_named(siltgrain: Project) -> None:
    siltgrain.write({SUMMARY: "# Summary\n\nSee [the log](log.md).\n"})
    assert siltgrain.run("check").places == [f"{SUMMARY}:3:5: PS303"]
    siltgrain.write({"docs/profiling/log.md": "# Log\n"})
    assert siltgrain.run("check").places == []
    (siltgrain.folder / "docs/profiling/log.md").unlink()
    assert siltgrain.run("check").places == [f"{SUMMARY}:3:5: PS303"]


@pytest.mark.parametrize("change", ["settings", "option", "code"])
def test_other_settings_or_other_code_analyse_all_again(siltgrain: Project, change: str, root: Path) -> None:
    assert analysed(siltgrain) == BOTH
    if change == "settings":
        settings = (siltgrain.folder / "profiling-scope.toml").read_text()
        siltgrain.write({"profiling-scope.toml": f'{settings}\n[rules]\nproposal = "error"\n'})
    if change == "code":
        (file,) = cached(siltgrain)
        file.write_text("of another version\n" + file.read_text().split("\n", 1)[1])
    assert analysed(siltgrain, *(["--ignore", "PS105"] if change == "option" else [])) == BOTH


def test_options_that_are_used_in_turn_are_remembered_side_by_side(siltgrain: Project) -> None:
    for found in (BOTH, []):
        assert analysed(siltgrain) == analysed(siltgrain, "--ignore", "PS105") == found
    assert len(cached(siltgrain)) == 2


def test_no_cache_neither_reads_nor_writes(siltgrain: Project) -> None:
    siltgrain.run("check", "--no-cache")
    assert not (siltgrain.folder.parent / f"{siltgrain.folder.name}-cache").exists()
    siltgrain.run("check")
    assert analysed(siltgrain, "--no-cache") == BOTH


@pytest.mark.parametrize("content", ["", "\n", "[]", '{"key": "x", "pages": {}}', "\0"])
def test_a_cache_that_is_broken_is_made_anew(siltgrain: Project, content: str) -> None:
    first = siltgrain.run("check")
    (file,) = cached(siltgrain)
    file.write_text(content)
    assert siltgrain.run("check") == first
    assert analysed(siltgrain) == []


HEAD = ["digest", "stamp", "asked", "scoped", "english", "counts", "checksum", "text", "found"]


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ("stamp", [1]),
        ("stamp", 1),
        ("asked", 1),
        ("checksum", 0),
        ("checksum", None),
        ("found", 9),
        ("text", 0),
    ],
)
def test_an_entry_that_is_broken_is_analysed_anew(siltgrain: Project, part: str, broken: object) -> None:
    siltgrain.run("check")
    (file,) = cached(siltgrain)
    key, heads, rest = file.read_text().split("\n", 2)
    entries = json.loads(heads)
    assert list(entries)[-1] == SUMMARY
    entries[SUMMARY][HEAD.index(part)] = broken
    file.write_text("\n".join((key, json.dumps(entries), rest)))
    assert analysed(siltgrain) == [SUMMARY]


def test_findings_that_are_broken_are_analysed_anew(siltgrain: Project) -> None:
    first = siltgrain.run("check")
    (file,) = cached(siltgrain)
    file.write_bytes(file.read_bytes()[:-2])
    assert analysed(siltgrain) == [SUMMARY]
    assert siltgrain.run("check") == first


def test_a_folder_that_cannot_be_written_is_no_hindrance(siltgrain: Project) -> None:
    done = siltgrain.run("check", env={"PROFILING_SCOPE_CACHE_DIR": "profiling-scope.toml"})
    assert (done.code, len(done.places)) == (1, 2)


def test_a_user_without_a_home_has_no_cache_and_findings_all_the_same(siltgrain: Project) -> None:
    done = siltgrain.run("check", env={"PROFILING_SCOPE_CACHE_DIR": ""}, before=HOMELESS)
    assert (done.code, len(done.places)) == (1, 2)


def test_nothing_is_written_into_the_project(siltgrain: Project) -> None:
    before = sorted(siltgrain.folder.rglob("*"))
    siltgrain.run("check")
    assert sorted(siltgrain.folder.rglob("*")) == before


def test_documents_that_are_gone_leave_the_cache(siltgrain: Project) -> None:
    siltgrain.run("check")
    (siltgrain.folder / SUMMARY).unlink()
    siltgrain.run("check")
    (file,) = cached(siltgrain)
    assert list(json.loads(file.read_text().split("\n")[1])) == ["docs/index.md", *BOTH[:1]]


def test_two_runs_at_once_leave_a_whole_cache(siltgrain: Project, root: Path) -> None:
    import os

    cache = siltgrain.folder.parent / f"{siltgrain.folder.name}-cache"
    env = {**os.environ, "PYTHONPATH": str(root), "PROFILING_SCOPE_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "mkdocs_profiling_scope", "check", "-q"]
    runs = [
        subprocess.Popen(command, cwd=siltgrain.folder, env=env, stdout=subprocess.PIPE) for _ in range(4)
    ]
    outputs = {run.communicate(timeout=60)[0] for run in runs}
    assert len(outputs) == 1
    assert analysed(siltgrain) == []
    assert len(cached(siltgrain)) == 1
