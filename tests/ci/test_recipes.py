"""The recipes in the documentation: valid where a schema ships, and with options that exist."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from mkdocs_profiling_scope.hosts.cli.commands.check import command

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def snippets(root: Path) -> dict[str, str]:
    page = (root / "docs/how-to/strict-ci.md").read_text(encoding="utf-8")
    return dict(re.findall(r'^```yaml title="([^"]+)"\n(.*?)^```', page, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize(
    ("name", "schema"),
    [(".gitlab-ci.yml", "vendor.gitlab-ci"), (".github/workflows/docs.yml", "vendor.github-workflows")],
)
def test_a_recipe_is_valid_by_the_schema_of_its_service(
    root: Path, tmp_path: Path, name: str, schema: str
) -> None:
    file = tmp_path / Path(name).name
    file.write_text(snippets(root)[name])
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    if schema == "vendor.gitlab-ci":
        check += ["--data-transform", "gitlab-ci"]
    done = subprocess.run([*check, str(file)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_the_options_in_all_recipes_exist(root: Path) -> None:
    page = (root / "docs/how-to/strict-ci.md").read_text(encoding="utf-8")
    lines = re.findall(r"profiling-scope check[^|\n]*", page)
    used = {option for line in lines for option in re.findall(r"--[a-z-]+", line)}
    known = {option for parameter in command.params for option in parameter.opts}
    assert used and used <= known


def editor_snippets(root: Path, language: str) -> list[str]:
    page = (root / "docs/how-to/use-an-editor.md").read_text(encoding="utf-8")
    found = re.findall(rf"^    ```{language}\n(.*?)^    ```", page, re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(text) for text in found]


def test_the_settings_of_editors_parse_and_start_the_server(root: Path) -> None:
    (code,) = map(json.loads, editor_snippets(root, "json"))
    (helix,) = map(tomllib.loads, editor_snippets(root, "toml"))
    server = helix["language-server"]["profiling-scope"]
    started = [
        [code["glspc.server.command"], *code["glspc.server.commandArguments"]],
        [server["command"], *server["args"]],
    ]
    assert started == [["profiling-scope", "server"]] * 2
    assert helix["language"][0]["language-servers"] == ["profiling-scope"]
