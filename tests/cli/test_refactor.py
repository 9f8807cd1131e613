"""`profiling-scope refactor`: shows the separation, or carries it out."""

from __future__ import annotations

import sys
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from tests.cli.conftest import COMPARES, MEASURES, PROFILE, SETTINGS, Project, committed, git, tree


def test_without_write_nothing_is_written(mixed: Project) -> None:
    before = tree(mixed)
    shown = mixed.run("refactor")
    assert shown.code == 0, shown.err
    assert tree(mixed) == before
    assert "--- a/docs/profiling/read.md\n+++ b/docs/profiling/read.md\n" in shown.out
    assert "--- /dev/null\n+++ b/docs/PLAN.md\n" in shown.out
    assert "  move section “Roadmap” (lines 5-7) to docs/PLAN.md, proposals\n" in shown.err
    assert "  link follows: docs/index.md:3: profiling/read.md#roadmap becomes PLAN.md#roadmap\n" in shown.err
    assert shown.err.endswith("1 move, 0 left to a person, 1 link to follow, 3 documents to change\n")


def test_git_applies_the_diff_and_gets_what_write_writes(mixed: Project) -> None:
    mixed.write(
        {"docs/profiling/crlf.md": PROFILE.replace("\n", "\r\n"), "docs/profiling/end.md": PROFILE.rstrip()}
    )
    diff = committed(mixed).run("refactor", "-q")
    assert diff.err == ""
    assert mixed.run("refactor", "--write").code == 0
    written = tree(mixed)
    git(mixed, "stash", "-qu")
    # What a terminal shows has no carriage returns, so the page with them is compared by its words.
    git(mixed, "apply", "--ignore-whitespace", "-", stdin=diff.out)
    applied = tree(mixed)
    assert applied.keys() == written.keys()
    for name, data in written.items():
        assert applied[name].split() == data.split(), name


def test_a_second_run_has_nothing_to_do(mixed: Project) -> None:
    assert mixed.run("refactor", "--write").code == 0
    written = tree(mixed)
    again = mixed.run("refactor", "--write")
    assert (again.out, again.err) == ("", "nothing to refactor\n")
    assert tree(mixed) == written
    assert mixed.run("check", "--fail-on", "info").code == 0


def test_without_a_scope_nothing_is_looked_at(mixed: Project) -> None:
    done = mixed.write({"docs/plain.md": "# Plain\n"}).run("refactor", "docs/plain.md")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("nothing to refactor: no scope for 1 document; give one with `scope: prof")


def test_to_names_the_proposal(mixed: Project) -> None:
    assert mixed.run("refactor", "--write", "--to", "docs/plans/faster.md").code == 0
    assert b"#### Roadmap" in tree(mixed)["docs/plans/faster.md"]
    assert "docs/PLAN.md" not in tree(mixed)


def test_a_path_limits_what_moves_but_not_which_links_follow(mixed: Project) -> None:
    mixed.write({"docs/profiling/other.md": PROFILE})
    assert mixed.run("refactor", "--write", "docs/profiling/read.md").code == 0
    after = tree(mixed)
    assert after["docs/profiling/other.md"] == PROFILE.encode()
    assert b"(PLAN.md#roadmap)" in after["docs/index.md"]


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("../outside.md", "outside of the project /"),
        ("docs/plan.txt", "not Markdown by its name; allowed: .md, .markdown"),
        ("docs/folder.md", "is a folder"),
        ("link/plan.md", "outside of the project"),
    ],
)
def test_to_is_a_document_in_the_project(mixed: Project, tmp_path: Path, to: str, problem: str) -> None:
    inside = mixed.below("inside")
    inside.write(
        {"profiling-scope.toml": SETTINGS, "docs/profiling/read.md": PROFILE, "docs/folder.md/x": ""}
    )
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "inside/link").symlink_to(tmp_path / "elsewhere")
    refused = inside.run("refactor", "--write", "--to", to)
    assert refused.code == 2
    assert f"--to: {to}: {problem}" in refused.err
    assert (tmp_path / "inside/docs/profiling/read.md").read_text() == PROFILE
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_without_a_proposal_it_says_how_to_name_one(siltgrain: Project) -> None:
    refused = siltgrain.run("refactor")
    assert refused.code == 2
    assert (
        "docs/profiling/summary.md: has something to move, and no proposal document is known" in refused.err
    )
    assert "--to FILE" in refused.err


def test_what_is_not_committed_is_not_overwritten(mixed: Project) -> None:
    committed(mixed).write({"docs/profiling/read.md": PROFILE + "\nAn edit.\n"})
    before = tree(mixed)
    refused = mixed.run("refactor", "--write")
    assert refused.code == 2
    assert refused.err.startswith("error: docs/profiling/read.md: has uncommitted changes")
    assert tree(mixed) == before
    assert mixed.run("refactor", "--write", "--force").code == 0
    assert tree(mixed) != before


def test_where_git_does_not_tell_nothing_is_overwritten(
    mixed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(mixed)
    before = tree(mixed)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    refused = mixed.run("refactor", "--write")
    assert refused.code == 2
    assert refused.err.startswith("error: git does not tell what is committed: detected dubious ownership")
    assert refused.err.endswith("; write anyway with --force\n")
    monkeypatch.setenv("PATH", "/nowhere")
    assert "git cannot be run, and this is a repository; install it" in mixed.run("refactor", "--write").err
    assert tree(mixed) == before
    assert mixed.run("refactor", "--write", "--force").code == 0


def test_names_that_git_would_take_for_patterns_are_names(mixed: Project) -> None:
    committed(mixed.write({"docs/profiling/[a]*.md": PROFILE, "docs/profiling/b.md": MEASURES}))
    mixed.write({"docs/profiling/b.md": MEASURES * 2, "docs/profiling/abc.md": "An edit.\n"})
    assert mixed.run("refactor", "--write", "docs/profiling/[a]*.md").code == 0


def test_a_proposal_behind_a_link_is_not_written(mixed: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    (tmp_path / "docs/plans").symlink_to(elsewhere)
    settings = tree(mixed)["profiling-scope.toml"].decode()
    mixed.write({"profiling-scope.toml": settings.replace('"PLAN.md"', '"plans/PLAN.md"')})
    before = tree(mixed)
    refused = mixed.run("refactor", "--write")
    assert refused.code == 2
    assert "docs/plans/PLAN.md: is outside of the project, or behind a link" in refused.err
    assert "--to FILE" in refused.err
    assert tree(mixed) == before
    assert list(elsewhere.iterdir()) == []


def test_documents_behind_links_stay_as_they_are(mixed: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    (elsewhere / "linked.md").write_text(PROFILE)
    (tmp_path / "docs/profiling/linked.md").symlink_to(elsewhere / "linked.md")
    (tmp_path / "docs/profiling/folder").symlink_to(elsewhere)
    assert mixed.run("refactor", "--write").code == 0
    assert (elsewhere / "linked.md").read_text() == PROFILE
    assert [path.name for path in elsewhere.iterdir()] == ["linked.md"]
    assert (tmp_path / "docs/profiling/linked.md").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="needs file names with any character")
@pytest.mark.parametrize(
    "name", ["line\nbreak", "\x1b[31mred", 'quo"te', "back\\slash", "<b>&lt;*_`#", "é 🙂"]
)
def test_names_of_files_are_text_to_git_and_to_markdown(mixed: Project, name: str) -> None:
    mixed.write({f"docs/profiling/{name}.md": PROFILE.replace("# Reading with the native core\n", "")})
    diff = committed(mixed).run("refactor", "-q", f"docs/profiling/{name}.md")
    assert (diff.code, diff.err) == (0, "")
    assert mixed.run("refactor", "--write", "-q", f"docs/profiling/{name}.md").code == 0
    written = tree(mixed)
    git(mixed, "stash", "-qu")
    git(mixed, "apply", stdin=diff.out)
    assert tree(mixed) == written
    page = BeautifulSoup(markdown.markdown(written["docs/PLAN.md"].decode()), "html.parser")
    shown = " ".join(f"{name}.md".split())
    assert [a.text for a in page.select("ul a")] == [shown]
    assert shown in [a.text for a in page.select("p a")]
    assert f"From {shown}" in [heading.text for heading in page.select("h3")]


def test_what_cannot_be_read_keeps_everything_as_it_was(mixed: Project) -> None:
    mixed.write({"docs/broken.md": b"\xff\xfe"})
    before = tree(mixed)
    refused = mixed.run("refactor", "--write")
    assert refused.code == 2
    assert "docs/broken.md: not UTF-8" in refused.err
    assert tree(mixed) == before


def test_killed_while_renaming_the_next_run_finishes(mixed: Project) -> None:
    kill = """
import os, signal
from pathlib import Path
original = Path.replace
def replace(self, target):
    if self.name.startswith(".read.md"):
        os.kill(os.getpid(), signal.SIGKILL)
    return original(self, target)
Path.replace = replace
"""
    assert mixed.run("refactor", "--write", before=kill).code == -9
    after = mixed.run("refactor")
    assert (after.code, after.out) == (0, "")
    assert after.err.startswith("an interrupted refactoring was finished: 3 files\n")
    assert {name for name in tree(mixed) if "profiling-scope-" in name} == set()
    assert b"Moved to" in tree(mixed)["docs/profiling/read.md"]


def test_a_comparison_in_a_measurement_is_left_to_a_person(mixed: Project) -> None:
    mixed.write({"docs/profiling/native.md": f"# The native core\n\n{MEASURES}\n{COMPARES}"})
    shown = mixed.run("refactor")
    place = "docs/profiling/native.md:5: PS101"
    assert f"  needs a person: {place}" in shown.err
    assert place.split(" ")[0] in " ".join(mixed.run("check", "docs/profiling/native.md").places)


def test_the_archive_has_what_was_there_before_much_of_it_moved(mixed: Project) -> None:
    mixed.write(
        {"docs/profiling/little.md": f"# The native core\n\n{MEASURES * 9}\nWe should replace the map.\n"}
    )
    mixed.write({"docs/profiling/read.md": PROFILE + "See [the little one](../little.md).\n"})
    committed(mixed)
    shown = mixed.run("refactor", "--write", "--archive", "docs/archive")
    assert "docs/profiling/read.md: is kept as it was in docs/archive/read.md\n" in shown.err
    after = tree(mixed)
    assert [name for name in after if name.startswith("docs/archive/")] == ["docs/archive/read.md"]
    kept = after["docs/archive/read.md"].decode()
    assert kept.startswith("---\nscope: none\narchived: true\n")
    assert kept.endswith(f"\n\n{PROFILE}See [the little one](../profiling/little.md).\n")
    day = git(mixed, "log", "-1", "--format=%as").strip()
    assert f"[Reading with the native core](../profiling/read.md) as it was on {day}" in kept
    assert "> - lines 5-8, “Roadmap”: [PLAN.md](../PLAN.md#roadmap)\n" in kept
    assert (
        b"This page [as it was](../archive/read.md) is in the archive.\n" in after["docs/profiling/read.md"]
    )
    assert mixed.run("refactor", "--write", "--force", "--archive", "docs/archive").code == 0
    assert tree(mixed) == after
    assert mixed.run("check", "--fail-on", "info").code == 0


def test_the_archive_is_a_folder_in_the_project(mixed: Project) -> None:
    assert "--archive: ..: outside of the project" in mixed.run("refactor", "--archive", "..").err
    refused = mixed.run("refactor", "--archive", "docs/index.md")
    assert "--archive: docs/index.md: is a file; name a folder" in refused.err


def test_what_is_not_certain_can_stay(mixed: Project) -> None:
    doubtful = "The footer could be read once; we could also read the map in parts.\n"
    mixed.write({"docs/profiling/read.md": PROFILE.replace("## Roadmap", f"{doubtful}\n## Roadmap")})
    assert "1 not certain" in mixed.run("refactor").err

    done = mixed.run("refactor", "--certain", "--write", "--force")

    page = (mixed.folder / "docs/profiling/read.md").read_text("utf-8")
    assert done.code == 0
    assert doubtful in page
    assert "#roadmap): `Roadmap`" in page
    assert "needs a person: docs/profiling/read.md" in done.err
    assert mixed.run("refactor", "--certain").out == ""
    assert doubtful.strip() in mixed.run("refactor").out


def test_standard_input_has_no_place_to_be_written_to(mixed: Project) -> None:
    done = mixed.run("refactor", "-", stdin=b"---\nscope: profiling\n---\n")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: standard input cannot be refactored; give files or folders\n"
