"""`mkdocs.yml` is read as MkDocs reads it, without MkDocs and without running anything."""

from __future__ import annotations

from pathlib import Path

import mkdocs.utils.yaml as of_mkdocs
import properdocs.utils.yaml as of_properdocs
import pytest

from mkdocs_profiling_scope.hosts.project.mkdocs_yaml import load_layers, load_yaml, read_site

ENVIRONMENT = {"DOCS": "pages", "NUMBER": "42", "YES": "true", "EMPTY": "", "LIST": "[a, b]", "NULL": "~"}

VALUES = [
    "!ENV DOCS",
    "!ENV NUMBER",
    "!ENV YES",
    "!ENV EMPTY",
    "!ENV LIST",
    "!ENV NULL",
    "!ENV UNSET",
    "!ENV [UNSET]",
    "!ENV [UNSET, DOCS]",
    "!ENV [UNSET, UNSET_TOO, docs]",
    "!ENV [UNSET, 3]",
    "!ENV [UNSET, true]",
    "!ENV [UNSET, '3']",
    "!ENV [UNSET, null]",
    "!ENV [UNSET, [a, {b: 1}]]",
    "!ENV [NUMBER, DOCS, docs]",
    "!ENV [EMPTY, docs]",
    "!ENV [UNSET, !ENV [DOCS, docs]]",
]

INHERITED = [
    # parent, child
    ("docs_dir: a\n", ""),
    ("docs_dir: a\n", "docs_dir: b\n"),
    ("plugins: {search: {lang: en}, x: {a: 1, b: {c: 2}}}\n", "plugins: {x: {b: {d: 3}}, y: }\n"),
    ("plugins: [search, x]\n", "plugins: [y]\n"),
    ("plugins: {x: {a: 1}}\n", "plugins: [x]\n"),
    ("plugins: [x: {a: 1}]\n", "plugins: {x: {b: 2}}\n"),
    ("a: {b: 1}\n", "a: ~\n"),
    ("a: {b: {c: 1}}\n", "a: {b: 2}\n"),
    ("a: 1\n", "a: {b: 2}\n"),
    ("extra: !ENV [DOCS, x]\n", "extra2: !ENV [UNSET, x]\n"),
]


@pytest.fixture(autouse=True)
def variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the variables that the values ask for."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    for name in ("UNSET", "UNSET_TOO"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("theirs", [of_mkdocs, of_properdocs], ids=["mkdocs", "properdocs"])
def test_variables_mean_what_they_mean_to_mkdocs(tmp_path: Path, value: str, theirs: object) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"value: {value}\n")
    expected = theirs.yaml_load(file.read_text())  # type: ignore[attr-defined]
    assert load_yaml(file) == expected


@pytest.mark.parametrize(("parent", "child"), INHERITED)
@pytest.mark.parametrize("theirs", [of_mkdocs, of_properdocs], ids=["mkdocs", "properdocs"])
def test_files_inherit_as_they_do_in_mkdocs(tmp_path: Path, parent: str, child: str, theirs: object) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "root.yml").write_text("root: {a: {b: c}, plugins: [z]}\na: {z: 26}\n")
    (tmp_path / "config/base.yml").write_text(f"INHERIT: ../root.yml\n{parent}")
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"INHERIT: config/base.yml\n{child}")
    with file.open("rb") as stream:
        expected = theirs.yaml_load(stream)  # type: ignore[attr-defined]
    merged, _, files = load_layers(file)
    assert merged == expected
    assert files == (tmp_path / "root.yml", tmp_path / "config/base.yml", file)


def test_tags_that_run_code_elsewhere_are_plain_values_here(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "docs_dir: pages\n"
        "markdown_extensions:\n"
        "  - pymdownx.superfences:\n"
        "      custom_fences:\n"
        "        - {name: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }\n"
        "  - pymdownx.snippets: {base_path: [!relative $config_dir, !relative ]}\n"
        f"bad: !!python/object/apply:os.mkdir [{tmp_path / 'made'}]\n"
        "worse: !!python/object:os.path {a: 1}\n"
        "own: !custom {deep: !custom [x, !other y]}\n"
        "when: 2025-01-01\n"
    )
    assert read_site(file).docs_dir == "pages"
    assert load_yaml(file)["own"] == {"deep": ["x", "y"]}
    assert not (tmp_path / "made").exists()


def test_settings_remember_the_file_that_they_were_inherited_from(tmp_path: Path) -> None:
    base, file = tmp_path / "base.yml", tmp_path / "mkdocs.yml"
    base.write_text(
        "plugins: {profiling-scope: {medium: level, nav: {profiling: A, proposal: B}, tags: false}}\n"
    )
    file.write_text("INHERIT: base.yml\nplugins: {profiling-scope: {nav: {proposal: C}, tags: true}}\n")
    site = read_site(file)
    assert site.options == {"medium": "level", "nav": {"profiling": "A", "proposal": "C"}, "tags": True}
    assert site.origins == {
        ("medium",): base,
        ("nav", "profiling"): base,
        ("nav", "proposal"): file,
        ("tags",): file,
    }


def test_a_list_of_plugins_replaces_the_inherited_one(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("plugins: [profiling-scope: {medium: level}]\n")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nplugins: [profiling-scope: {tags: false}]\n")
    assert read_site(tmp_path / "mkdocs.yml").options == {"tags": False}
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: x\n")
    assert read_site(tmp_path / "mkdocs.yml").origins == {("medium",): tmp_path / "base.yml"}
