"""`profiling-scope config`: the effective settings and where each came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

TOML = """\
tags = false

[modes.native]
aliases = ["libsilt"]

[nav]
profiling = "Profiles"

[rules]
PS201 = "error"
opportunity = "off"

[[pages]]
match = "profiling/**"
scope = "profiling"
mode = "native"
"""


def rows(project: Project) -> dict[str, tuple[Any, str | None]]:
    """Return value and origin of every setting."""
    done = project.run("config", "--output-format", "json")
    return {row["key"]: (row["value"], row["origin"]) for row in done.json["settings"]}


def test_tells_what_is_set_from_what_is_default(folder: Project) -> None:
    found = rows(folder.write({"profiling-scope.toml": TOML}))
    here = "profiling-scope.toml"
    assert found["tags"] == (False, here)
    assert found["report"] == (True, None)
    assert found["docs_dir"] == ("docs", None)
    assert found["modes.native.title"] == ("native", None)
    assert found["modes.native.aliases"] == (["libsilt"], here)
    assert found["tags.labels.proposal"] == ("Proposal", None)
    assert found["nav.overview.title"] == ("overview", None)
    assert found["nav.profiling"] == ("Profiles", here)
    assert found["nav.proposal"] == ("Optimization", None)
    assert found["pages[0]"] == ({"match": "profiling/**", "scope": "profiling", "mode": "native"}, here)
    assert found["rules.proposal"] == ("error", here)
    assert found["rules.opportunity"] == ("off", here)
    assert found["rules.expected-result"] == ("warning", None)


def test_names_each_file_that_settings_are_inherited_from(folder: Project) -> None:
    folder.write(
        {
            "base.yml": "docs_dir: pages\nplugins: {profiling-scope: {medium: level, tags: false}}\n",
            "mkdocs.yml": "INHERIT: base.yml\nplugins: {profiling-scope: {tags: true}}\n",
        }
    )
    found = rows(folder)
    assert found["docs_dir"] == ("pages", "base.yml")
    assert found["medium"] == ("level", "base.yml")
    assert found["tags"] == (True, "mkdocs.yml")


def test_text_is_a_line_for_each_setting(folder: Project) -> None:
    done = folder.write({"profiling-scope.toml": TOML}).run("config")
    lines = done.out.splitlines()
    assert lines[:3] == [f"project: {folder.folder}", "settings: profiling-scope.toml", ""]
    assert [line.split() for line in lines if line.startswith("tags ")] == [
        ["tags", "false", "profiling-scope.toml"]
    ]
    assert (done.code, done.err) == (0, "")


def test_without_settings_it_says_so(folder: Project) -> None:
    assert "settings: none found, defaults are in force\n" in folder.run("config").out
    done = folder.run("config", "--output-format", "json")
    assert (done.json["version"], done.json["owner"], done.json["project"]) == (1, None, str(folder.folder))


@pytest.mark.parametrize("args", [["--schema"], ["--schema", "mkdocs"], ["--schema", "pyproject"]])
def test_prints_the_schema_of_the_settings_also_where_there_are_none(
    folder: Project, args: list[str]
) -> None:
    done = folder.run("config", *args)
    assert (done.code, done.err) == (0, "")
    assert done.json["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "cross-mode-justification" in done.out
