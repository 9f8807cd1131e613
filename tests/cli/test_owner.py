"""Exactly one file owns the settings, wherever the command runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project, Result

OPTIONS = "plugins:\n  - search\n  - profiling-scope:\n      medium: level\n"
LISTED = "plugins:\n  - search\n  - profiling-scope\n"
UNLISTED = "site_name: Siltgrain\n"
TOML = 'medium = "off"\n'
TABLE = '[tool.profiling-scope]\nmedium = "off"\n'
OTHER_TABLE = '[tool.ruff]\nline-length = 110\n[project]\nname = "profiling-scope-user"\n'


def medium(done: Result) -> tuple[Any, Any]:
    """Return the value of the setting `medium`, and the file that it comes from."""
    assert (done.code, done.err) == (0, "")
    return next((row["value"], row["origin"]) for row in done.json["settings"] if row["key"] == "medium")


def config(project: Project, *args: str, **more: Any) -> Result:
    return project.run("config", "--output-format", "json", *args, **more)


@pytest.mark.parametrize(
    ("files", "owner"),
    [
        ({}, ("info", None)),
        ({"mkdocs.yml": UNLISTED}, ("info", None)),
        ({"mkdocs.yml": LISTED}, ("info", None)),
        ({"mkdocs.yml": OPTIONS}, ("level", "mkdocs.yml")),
        ({"mkdocs.yaml": OPTIONS}, ("level", "mkdocs.yaml")),
        ({"properdocs.yml": OPTIONS}, ("level", "properdocs.yml")),
        ({"profiling-scope.toml": TOML}, ("off", "profiling-scope.toml")),
        ({"pyproject.toml": TABLE}, ("off", "pyproject.toml")),
        ({"pyproject.toml": OTHER_TABLE}, ("info", None)),
        # the plugin without options, beside settings in TOML
        ({"mkdocs.yml": LISTED, "profiling-scope.toml": TOML}, ("off", "profiling-scope.toml")),
        ({"mkdocs.yml": LISTED, "pyproject.toml": TABLE}, ("off", "pyproject.toml")),
        ({"mkdocs.yml": UNLISTED, "pyproject.toml": TABLE}, ("off", "pyproject.toml")),
        ({"mkdocs.yml": OPTIONS, "pyproject.toml": OTHER_TABLE}, ("level", "mkdocs.yml")),
        # the switch that MkDocs has for every plugin is no option
        (
            {
                "mkdocs.yml": "plugins:\n  - profiling-scope: {enabled: !ENV [CI, false]}\n",
                "pyproject.toml": TABLE,
            },
            ("off", "pyproject.toml"),
        ),
        # ProperDocs beside MkDocs: inherited, repeated
        ({"properdocs.yml": "INHERIT: mkdocs.yml\n", "mkdocs.yml": OPTIONS}, ("level", "mkdocs.yml")),
        ({"properdocs.yml": OPTIONS, "mkdocs.yml": OPTIONS}, ("level", "properdocs.yml")),
        ({"properdocs.yml": UNLISTED, "mkdocs.yml": OPTIONS}, ("level", "mkdocs.yml")),
        # spellings of the list of plugins
        ({"mkdocs.yml": "plugins:\n  profiling-scope:\n    medium: level\n"}, ("level", "mkdocs.yml")),
        ({"mkdocs.yml": "plugins:\n  - /profiling-scope: {medium: level}\n"}, ("level", "mkdocs.yml")),
        ({"mkdocs.yml": "plugins: {search: {}, profiling-scope: }\n"}, ("info", None)),
        ({"mkdocs.yml": "plugins:\n"}, ("info", None)),
        ({"mkdocs.yml": "plugins: [3, [profiling-scope]]\n"}, ("info", None)),
        ({"mkdocs.yml": ""}, ("info", None)),
    ],
    ids=lambda value: "+".join(value) or "nothing" if isinstance(value, dict) else None,
)
def test_the_owner_is_the_file_with_settings(
    folder: Project, files: dict[str, str | bytes], owner: tuple[str, str | None]
) -> None:
    assert medium(config(folder.write(files))) == owner


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"mkdocs.yml": OPTIONS, "profiling-scope.toml": TOML},
            "mkdocs.yml: has settings, and so has profiling-scope.toml; "
            "keep one: remove the file profiling-scope.toml, "
            "or the options of profiling-scope from mkdocs.yml",
        ),
        (
            {"properdocs.yml": OPTIONS, "pyproject.toml": TABLE},
            "properdocs.yml: has settings, and so has pyproject.toml; "
            "keep one: remove [tool.profiling-scope] from pyproject.toml, "
            "or the options of profiling-scope from properdocs.yml",
        ),
        (
            {"profiling-scope.toml": "", "pyproject.toml": "[tool.profiling-scope]\n"},
            "profiling-scope.toml: has settings, and so has pyproject.toml; "
            "keep one: remove [tool.profiling-scope] from pyproject.toml, or the file profiling-scope.toml",
        ),
        (
            {"mkdocs.yml": OPTIONS, "properdocs.yml": "plugins: [profiling-scope: {tags: false}]\n"},
            "properdocs.yml: has settings, and so has mkdocs.yml; "
            "keep one: remove the options of profiling-scope from mkdocs.yml, "
            "or the options of profiling-scope from properdocs.yml",
        ),
    ],
)
def test_two_owners_are_an_error_that_says_what_to_remove(
    folder: Project, files: dict[str, str | bytes], message: str
) -> None:
    done = folder.write(files).run("check")
    assert (done.code, done.out, done.err) == (2, "", f"error: {message}\n")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"mkdocs.yml": "plugins:\n  - profiling-scope:\n    medium: level\n"},
            "mkdocs.yml: plugins: the options of profiling-scope have to be indented further than its name",
        ),
        (
            {"mkdocs.yml": "plugins:\n  - profiling-scope\n  - profiling-scope: {tags: false}\n"},
            "mkdocs.yml: plugins: profiling-scope is listed 2 times; keep one",
        ),
        (
            {"mkdocs.yml": "plugins:\n  - profiling-scope: [modes]\n"},
            "mkdocs.yml: plugins.profiling-scope: ['modes'] is not a mapping of options",
        ),
        (
            {"mkdocs.yml": "plugins:\n  - profiling-scope: {docs_dir: src}\n"},
            "mkdocs.yml: plugins.profiling-scope.docs_dir: MkDocs has docs_dir at the top level of this "
            "file; remove it from the options",
        ),
        (
            {"mkdocs.yml": "plugins: [search, mkdocs-profiling-scope]\n"},
            "mkdocs.yml: plugins: 'mkdocs-profiling-scope' is no plugin; did you mean 'profiling-scope'?",
        ),
        (
            {"pyproject.toml": "[tool.profiling_scope]\ntags = false\n"},
            "pyproject.toml: tool.profiling_scope: not read by any tool; "
            "did you mean [tool.profiling-scope]?",
        ),
        (
            {"profiling-scope.toml": 'docs_dir = "doc"\n'},
            "profiling-scope.toml: docs_dir: 'doc' is no folder; correct it there, or give a PATH",
        ),
        (
            {"mkdocs.yml": "docs_dir: [a]\n"},
            "mkdocs.yml: docs_dir: ['a'] is not the name of a folder",
        ),
        (
            {"mkdocs.yml": "docs_dir: src\n", "profiling-scope.toml": 'docs_dir = "docs"\n'},
            "profiling-scope.toml: docs_dir: 'docs' is not 'src', as in mkdocs.yml; remove it here",
        ),
        (
            {"mkdocs.yml": "plugins:\n  - profiling-scope: {rules: {proposal: fatal}}\n"},
            "mkdocs.yml: rules.proposal: 'fatal' is not known; allowed: error, warning, info, off",
        ),
        (
            {"profiling-scope.toml": "[tool.profiling-scope]\ntags = false\n"},
            "profiling-scope.toml: tool: unknown key; [tool.profiling-scope] is for pyproject.toml, "
            "here the keys have no table",
        ),
        (
            {"pyproject.toml": '[tool]\nprofiling-scope = "x"\n'},
            "pyproject.toml: tool.profiling-scope: 'x' is not a table; "
            "write [tool.profiling-scope] above the settings",
        ),
        ({"mkdocs.yml": "INHERIT: gone.yml\n"}, "mkdocs.yml: INHERIT: 'gone.yml' does not exist at gone.yml"),
        ({"mkdocs.yml": "INHERIT: 3\n"}, "mkdocs.yml: INHERIT: 3 is not the name of a file"),
        (
            {"mkdocs.yml": "INHERIT: base.yml\n", "base.yml": "INHERIT: mkdocs.yml\n"},
            "base.yml: INHERIT: goes round in a circle: mkdocs.yml → base.yml → mkdocs.yml",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_file(
    folder: Project, files: dict[str, str | bytes], message: str
) -> None:
    done = folder.write({**files, "docs/p.md": ""}).run("check")
    assert (done.code, done.out, done.err) == (2, "", f"error: {message}\n")


def test_an_error_names_the_file_that_the_wrong_key_was_inherited_from(folder: Project) -> None:
    base = "plugins:\n  profiling-scope:\n    medium: loud\n"
    folder.write(
        {"base.yml": base, "mkdocs.yml": "INHERIT: base.yml\nplugins: {profiling-scope: {tags: false}}\n"}
    )
    assert folder.run("config").err.startswith("error: base.yml: medium: 'loud' is not known")


@pytest.mark.parametrize("where", [".", "docs", "docs/profiling", "src/deep"])
def test_the_search_goes_upwards(folder: Project, where: str) -> None:
    folder.write({"pyproject.toml": TABLE, "docs/profiling/p.md": "", "src/deep/main.c": ""})
    value, origin = medium(config(folder, cwd=where))
    assert (value, origin.endswith("pyproject.toml")) == ("off", True)


def test_the_search_ends_at_the_nearest_settings(folder: Project) -> None:
    folder.write(
        {"pyproject.toml": TABLE, "part/profiling-scope.toml": 'medium = "level"\n', "part/docs/p.md": ""}
    )
    assert medium(config(folder, cwd="part")) == ("level", "profiling-scope.toml")


def test_the_search_passes_a_site_that_does_not_list_the_plugin(folder: Project) -> None:
    folder.write({"pyproject.toml": TABLE, "part/mkdocs.yml": UNLISTED})
    assert medium(config(folder, cwd="part"))[0] == "off"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("profiling-scope.toml", "off"),
        ("mkdocs.yml", "level"),
        ("other.toml", "info"),
        ("ci/scope.toml", "level"),
    ],
)
def test_config_names_the_owner_whatever_else_there_is(folder: Project, name: str, value: str) -> None:
    folder.write({"profiling-scope.toml": TOML, "mkdocs.yml": OPTIONS, "other.toml": 'medium = "info"\n'})
    folder.write({"ci/scope.toml": 'medium = "level"\n'})
    assert medium(config(folder, "--config", name)) == (value, name)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.toml", "no such file; --config takes a TOML file, mkdocs.yml or properdocs.yml"),
        ("pyproject.toml", "no table [tool.profiling-scope]; add it, or name another file with --config"),
        ("notes.txt", "neither TOML nor YAML by its name; allowed: .toml, .yml, .yaml"),
    ],
)
def test_config_with_a_wrong_file_is_an_error(folder: Project, name: str, message: str) -> None:
    folder.write({"pyproject.toml": OTHER_TABLE, "notes.txt": ""})
    done = folder.run("check", "--config", name)
    assert (done.code, done.err) == (2, f"error: {name}: {message}\n")


PAGES = "\n[[pages]]\nmatch = 'p.md'\nscope = 'profiling'\n"
PLUGIN = "\nplugins: [profiling-scope: {pages: [{match: p.md, scope: profiling}]}]\n"


@pytest.mark.parametrize(
    ("files", "page"),
    [
        ({"mkdocs.yml": "docs_dir: src/pages\n", "profiling-scope.toml": PAGES}, "src/pages/p.md"),
        ({"profiling-scope.toml": f"docs_dir = './pages/'{PAGES}"}, "pages/p.md"),
        ({"profiling-scope.toml": f"docs_dir = '.'{PAGES}"}, "p.md"),
        ({"mkdocs.yml": PLUGIN}, "docs/p.md"),
        ({"mkdocs.yml": PLUGIN, "properdocs.yml": "docs_dir: other\n"}, "docs/p.md"),
        ({"mkdocs.yml": f"docs_dir: ../pages{PLUGIN}"}, "../pages/p.md"),
    ],
)
def test_globs_are_relative_to_the_documents_folder(
    folder: Project, files: dict[str, str | bytes], page: str
) -> None:
    project = folder.below("project").write({**files, page: "We should replace the map with a vector.\n"})
    done = project.run("check", "--output-format", "json")
    (found,) = done.json["findings"]
    assert found["path"] in (page, (folder.folder / "pages/p.md").as_posix())
    assert found["code"] == "PS201"


def test_an_absolute_documents_folder_is_made_relative(folder: Project) -> None:
    folder.write({"mkdocs.yml": f"docs_dir: {(folder.folder / 'pages').as_posix()}\n", "pages/p.md": ""})
    assert {"key": "docs_dir", "value": "pages", "origin": "mkdocs.yml"} in config(folder).json["settings"]
