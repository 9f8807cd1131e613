"""What is wrong with files, folders and settings is told in a line, and the rest goes on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

SUMMARY = "docs/profiling/summary.md"
BOTH = [f"{SUMMARY}:3:1: PS101", f"{SUMMARY}:5:1: PS201"]


def test_a_missing_path_is_told_and_the_others_are_checked(siltgrain: Project) -> None:
    done = siltgrain.run("check", "docs/gone.md", SUMMARY)
    assert (done.places, done.code) == (BOTH, 2)
    assert "error: docs/gone.md: no such file or folder\n" in done.err


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"# Caf\xe9\n", "not UTF-8 at byte 5 (0xe9); save it as UTF-8, or leave it out"),
        ("# x\n".encode("utf-16"), "not UTF-8 at byte 0 (0xff); save it as UTF-8, or leave it out"),
        (b"\x89PNG\r\n\x1a\n\x00", "not UTF-8 at byte 0 (0x89); save it as UTF-8, or leave it out"),
        (b"text\x00text", "not a text at byte 4 (0x00); leave it out"),
    ],
)
def test_what_is_no_text_is_told_with_its_byte_and_the_others_are_checked(
    siltgrain: Project, content: bytes, problem: str
) -> None:
    siltgrain.write({"docs/profiling/binary.md": content})
    done = siltgrain.run("check")
    assert (done.places, done.code) == (BOTH, 2)
    assert f"error: docs/profiling/binary.md: {problem}\n" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_an_unreadable_file_is_told_and_the_others_are_checked(siltgrain: Project) -> None:
    # A link to itself is unreadable for everyone, also for root, who may read what has no permissions.
    link = siltgrain.folder / "docs/profiling/loop.md"
    link.symlink_to(link)
    done = siltgrain.run("check")
    assert (done.places, done.code) == (BOTH, 2)
    assert "error: docs/profiling/loop.md: cannot be read: too many levels of symbolic links\n" in done.err


# Takes away what lets root read everything.
AS_ANYBODY = """
import ctypes
header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
assert ctypes.CDLL(None).capset(header, nothing) == 0
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs capabilities")
def test_what_may_not_be_read_is_told_and_the_others_are_checked(siltgrain: Project) -> None:
    siltgrain.write({"docs/profiling/secret.md": "# S\n", "docs/profiling/closed/page.md": "# P\n"})
    for name in ("secret.md", "closed"):
        (siltgrain.folder / "docs/profiling" / name).chmod(0)
    done = siltgrain.run("check", before=AS_ANYBODY)
    named = siltgrain.run("check", "docs/profiling/secret.md", SUMMARY, before=AS_ANYBODY)
    (siltgrain.folder / "docs/profiling/closed").chmod(0o700)
    assert (done.places, done.code) == (BOTH, 2)
    assert (named.places, named.code) == (BOTH, 2)
    assert done.err.splitlines()[:2] == [
        "error: docs/profiling/closed: cannot be read: permission denied",
        "error: docs/profiling/secret.md: cannot be read: permission denied",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="needs capabilities")
@pytest.mark.parametrize("mode", [0, 0o400], ids=["closed", "names only"])
def test_refactor_passes_by_a_closed_folder_outside_of_the_documents(siltgrain: Project, mode: int) -> None:
    args = ("refactor", "--to", "docs/P.md")
    first = siltgrain.run(*args)
    siltgrain.write({"outside/page.txt": "Nothing.\n"})
    (siltgrain.folder / "outside").chmod(mode)
    done = siltgrain.run(*args, before=AS_ANYBODY)
    (siltgrain.folder / "outside").chmod(0o700)
    assert done == first
    assert (done.code, "+++ b/docs/P.md" in done.out) == (0, True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs capabilities")
def test_refactor_tells_of_a_closed_folder_of_the_documents_and_writes_nothing(siltgrain: Project) -> None:
    siltgrain.write({"docs/closed/page.md": "# P\n"})
    (siltgrain.folder / "docs/closed").chmod(0)
    done = siltgrain.run("refactor", "--to", "docs/P.md", "--write", before=AS_ANYBODY)
    (siltgrain.folder / "docs/closed").chmod(0o700)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [
        "error: docs/closed: cannot be read: permission denied",
        "nothing was written, because links in documents that cannot be read could not follow",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="needs capabilities")
def test_refactor_by_mode_passes_by_other_files_that_cannot_be_read(siltgrain: Project) -> None:
    args = ("refactor", "--by-mode", "--to", "docs/P.md")
    named = "node_sequential.md"
    siltgrain.write(
        {f"docs/profiling/{named}": "---\nmode: node\n---\n# Node binding\n\nReading takes 12 ms.\n"}
    )
    first = siltgrain.run(*args)
    siltgrain.write({"secret.txt": named, "outside/page.txt": named})
    os.mkfifo(siltgrain.folder / "pipe")
    (siltgrain.folder / "secret.txt").chmod(0)
    (siltgrain.folder / "outside").chmod(0o400)
    done = siltgrain.run(*args, before=AS_ANYBODY)
    (siltgrain.folder / "outside").chmod(0o700)
    assert done == first
    assert (done.code, f"rename from docs/profiling/{named}" in done.out) == (0, True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs capabilities")
@pytest.mark.parametrize(
    ("name", "args", "message"),
    [
        ("profiling-scope.toml", ["check"], "profiling-scope.toml: cannot be read: permission denied"),
        (
            "profiling-scope-baseline.json",
            ["check"],
            "profiling-scope-baseline.json: cannot be read: permission denied",
        ),
        ("out", ["check", "--output-file", "out"], "--output-file: out: permission denied"),
    ],
)
def test_files_beside_the_documents_that_may_not_be_used_are_told(
    siltgrain: Project, name: str, args: list[str], message: str
) -> None:
    if not (siltgrain.folder / name).exists():
        siltgrain.write({name: '{"version": 1, "findings": []}'})
    (siltgrain.folder / name).chmod(0)
    done = siltgrain.run(*args, before=AS_ANYBODY)
    assert (done.code, done.out, done.err) == (2, "", f"error: {message}\n")


@pytest.mark.skipif(sys.platform != "linux", reason="needs capabilities")
def test_a_cache_that_may_not_be_written_or_read_is_no_hindrance(siltgrain: Project, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    env = {"PROFILING_SCOPE_CACHE_DIR": str(cache)}
    first = siltgrain.run("check", env=env)
    for mode in (0o500, 0):
        cache.chmod(mode)
        assert siltgrain.run("check", env=env, before=AS_ANYBODY) == first
        siltgrain.write({"docs/profiling/read.md": f"# Reading {mode}\n"})
    cache.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_pipe_among_the_documents_is_passed_by(siltgrain: Project) -> None:
    os.mkfifo(siltgrain.folder / "docs/profiling/pipe.md")
    done = siltgrain.run("check")
    assert (done.places, done.code) == (BOTH, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_folder_that_links_to_its_parent_is_walked_once(siltgrain: Project) -> None:
    (siltgrain.folder / "docs/profiling/again").symlink_to(siltgrain.folder / "docs/profiling")
    assert siltgrain.run("check").places == BOTH


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_that_leads_nowhere_is_told_and_one_to_itself_as_well(siltgrain: Project) -> None:
    for name, target in (("lost", "gone.md"), ("round", "round.md")):
        (siltgrain.folder / f"docs/profiling/{name}.md").symlink_to(target)
    (siltgrain.folder / "docs/circle").symlink_to("circle")  # no document by its name
    done = siltgrain.run("check", "-q")
    assert (done.places, done.code) == (BOTH, 2)
    assert done.err.splitlines() == [
        "error: docs/profiling/lost.md: cannot be read: no such file or directory",
        "error: docs/profiling/round.md: cannot be read: too many levels of symbolic links",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names that are any bytes")
def test_file_names_that_no_terminal_can_show_are_written_as_escapes(siltgrain: Project) -> None:
    for name in (b"caf\xe9.md", b"\x1b[31mred.md"):
        page = Path(os.fsdecode(os.fsencode(siltgrain.folder / "docs/profiling") + b"/" + name))
        page.write_text("We should replace the map with a vector.\n")
    done = siltgrain.run("check", "--select", "PS201")
    assert [place.split(":")[0] for place in done.places] == [
        r"docs/profiling/\x1b[31mred.md",
        r"docs/profiling/caf\udce9.md",
        SUMMARY,
    ]
    findings = siltgrain.run("check", "--select", "PS201", "--output-format", "json").json["findings"]
    assert findings[1]["path"] == "docs/profiling/caf\udce9.md"


def test_problems_prevail_over_exit_zero(siltgrain: Project) -> None:
    assert siltgrain.run("check", "--exit-zero", "docs/gone.md").code == 2


def test_a_folder_without_markdown_is_told(siltgrain: Project) -> None:
    siltgrain.write({"src/main.c": ""})
    done = siltgrain.run("check", "src")
    assert (done.code, done.out) == (0, "")
    expected = ["warning: src: no Markdown document in this folder", "nothing checked: no Markdown document"]
    assert done.err.splitlines() == expected


def test_a_project_without_its_documents_folder_is_an_error(folder: Project) -> None:
    done = folder.run("check")
    assert done.code == 2
    assert done.err.startswith("error: docs: no such folder; give a PATH, or name the folder with docs_dir")


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", "---\n---\n", "---\nscope: profiling\n---"])
def test_an_empty_page_has_no_findings(siltgrain: Project, content: str) -> None:
    siltgrain.write({"docs/profiling/empty.md": content})
    assert siltgrain.run("check", "docs/profiling/empty.md").code == 0
    assert siltgrain.run("classify", "docs/profiling/empty.md").code == 0


def test_byte_order_mark_and_windows_line_ends_shift_nothing(siltgrain: Project) -> None:
    siltgrain.write({SUMMARY: "\ufeff# Summary\r\n\r\nThe Node binding is 3.7x slower than siltgrain.\r\n"})
    assert siltgrain.run("check").places == BOTH[:1]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("profiling-scope.toml", "[modes\n", "error: profiling-scope.toml:1:7: not TOML: expected ']'"),
        (
            "profiling-scope.toml",
            'medium = "info\n',
            "error: profiling-scope.toml:1:15: not TOML: illegal character",
        ),
        (
            "pyproject.toml",
            "[tool.profiling-scope]\nx = \n",
            "error: pyproject.toml:2:5: not TOML: invalid value",
        ),
        ("mkdocs.yml", "plugins:\n  - a\n b: c\n", "error: mkdocs.yml:3:2: not YAML: "),
        ("mkdocs.yml", "site_name: [a\n", "error: mkdocs.yml:2:1: not YAML: "),
        ("mkdocs.yml", "- a\n", "error: mkdocs.yml: not a mapping of names to values"),
        (
            "profiling-scope.toml",
            "a = '\udcff'",
            "error: profiling-scope.toml: not UTF-8 at byte 5; save it as UTF-8",
        ),
        ("mkdocs.yml", "a: '\udcff'", "error: mkdocs.yml: not YAML: invalid "),
    ],
)
def test_settings_that_do_not_parse_are_told_with_line_and_column(
    folder: Project, name: str, content: str, message: str
) -> None:
    folder.write({name: content.encode("utf-8", "surrogateescape"), "docs/p.md": ""})
    done = folder.run("check")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


def test_a_syntax_error_in_somebody_elses_pyproject_is_not_ours(folder: Project) -> None:
    folder.write({"pyproject.toml": "[tool.other\n", "docs/p.md": ""})
    assert folder.run("check").code == 0


def test_an_unknown_key_is_told_with_file_allowed_keys_and_guess(folder: Project) -> None:
    folder.write({"profiling-scope.toml": "[mods.native]\n", "docs/p.md": ""})
    done = folder.run("check")
    assert done.code == 2
    assert done.err == (
        "error: profiling-scope.toml: mods: unknown key; "
        "allowed: modes, pages, rules, nav, tags, report, serve_warnings, rule_docs, medium, docs_dir, "
        "baseline; did you mean 'modes'?\n"
    )


DEFECT = """
import mkdocs_profiling_scope.core.analyse as pipeline
def analyse(*args, **kwargs):
    raise ZeroDivisionError("division by zero")
pipeline.analyse = analyse
"""


INTERRUPTED = """
import sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "mkdocs_profiling_scope.hosts.cli.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
from mkdocs_profiling_scope.__main__ import main
sys.exit(main())
"""


def test_an_interrupt_while_it_starts_is_no_traceback(siltgrain: Project) -> None:
    done = siltgrain.run("check", before=INTERRUPTED)
    assert (done.code, done.out, done.err) == (130, "", "")


def test_a_defect_is_told_with_the_page_and_how_to_report_it(siltgrain: Project) -> None:
    done = siltgrain.run("check", SUMMARY, before=DEFECT)
    assert (done.code, done.out) == (3, "")
    lines = done.err.splitlines()
    assert lines[0] == f"internal error: {SUMMARY}: ZeroDivisionError: division by zero"
    assert "please report it" in lines[1] and "--debug" in lines[1]
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("args", "env"),
    [
        (["--debug", "check", SUMMARY], {}),
        (["check", "--debug", SUMMARY], {}),
        (["check", SUMMARY], {"PROFILING_SCOPE_DEBUG": "1"}),
    ],
)
def test_a_defect_shows_its_traceback_on_demand(
    siltgrain: Project, args: list[str], env: dict[str, str]
) -> None:
    done = siltgrain.run(*args, before=DEFECT, env=env)
    assert done.code == 3
    assert "Traceback (most recent call last)" in done.err


BLOCKED = """
import sys
for name in ("mkdocs", "properdocs", "markdown", "bs4"):
    sys.modules[name] = None  # importing it raises ImportError
"""


@pytest.mark.parametrize("settings", ["profiling-scope.toml", "mkdocs.yml"])
def test_neither_mkdocs_nor_markdown_is_needed(siltgrain: Project, settings: str) -> None:
    if settings == "mkdocs.yml":
        (siltgrain.folder / "profiling-scope.toml").unlink()
        plugin = "profiling-scope: {pages: [{match: '**', scope: profiling}], modes: {native: {}, node: {}}}"
        siltgrain.write({"mkdocs.yml": f"plugins:\n  - search\n  - {plugin}\n"})
    done = siltgrain.run("check", "--select", "PS201", before=BLOCKED)
    assert (done.places, done.code) == (BOTH[1:], 1)
