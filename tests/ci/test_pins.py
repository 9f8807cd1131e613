"""What CI runs is pinned, for every Python that is supported, and is what is installed."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RENEW = "`./dev pin` renews constraints/ci.txt"


@pytest.fixture(scope="session")
def pins(root: Path) -> list[Requirement]:
    """Return what is pinned, each line with the Pythons that it is for."""
    lines = (root / "constraints/ci.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.lstrip().startswith("#")]


def required(root: Path) -> Iterator[Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lists = (project["dependencies"], *project["optional-dependencies"].values())
    for requirement in (Requirement(text) for some in lists for text in some):
        if requirement.name != project["name"]:
            yield requirement


def pythons(root: Path) -> list[str]:
    classifiers = (root / "pyproject.toml").read_text("utf-8")
    return re.findall(r"Python :: (3\.\d+)", classifiers)


def pinned(pins: list[Requirement], python: str) -> dict[str, str]:
    """Return the versions for a Python, by name."""
    environment = {"python_version": python, "python_full_version": f"{python}.9"}
    found = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(environment)]
    versions = {str(canonicalize_name(pin.name)): str(pin.specifier).removeprefix("==") for pin in found}
    assert len(versions) == len(found), "pinned twice"
    return versions


def test_what_is_required_is_pinned_within_its_bounds_for_every_python(
    pins: list[Requirement], root: Path
) -> None:
    assert pythons(root)[0] == "3.10"
    for python in pythons(root):
        versions = pinned(pins, python)
        for requirement in required(root):
            if requirement.marker and not requirement.marker.evaluate({"python_version": python}):
                continue
            version = versions.get(canonicalize_name(requirement.name))
            assert version, f"{requirement} is not pinned for Python {python}; {RENEW}"
            assert version in requirement.specifier, f"{requirement} is pinned to {version}; {RENEW}"


def test_what_is_installed_is_what_is_pinned(pins: list[Requirement]) -> None:
    versions = pinned(pins, f"{sys.version_info.major}.{sys.version_info.minor}")
    installed = {
        str(canonicalize_name(found.metadata["Name"])): found.version
        for found in importlib.metadata.distributions()
    }
    others = {name: installed[name] for name in versions.keys() & installed.keys()}
    assert others == {name: versions[name] for name in others}, "`./dev` installs what is pinned"
    assert len(others) > 100


def test_ci_audits_what_is_pinned_and_what_users_get_and_tests_the_oldest_and_the_newest(root: Path) -> None:
    text = (root / ".github/workflows/ci.yml").read_text("utf-8")
    for command in (
        "pip-audit --no-deps --disable-pip --requirement constraints/ci.txt",
        "pip install '.[mkdocs,material,properdocs,lsp]'",
        "./dev lowest",
        "./dev pin",
    ):
        assert f"{command}\n" in f"{text}\n"
