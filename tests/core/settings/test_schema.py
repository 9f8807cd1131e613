"""The JSON Schema of the settings agrees with reading them."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft7Validator

from mkdocs_profiling_scope.core.settings.checked import SettingsError
from mkdocs_profiling_scope.core.settings.schema import PLACES, schema
from mkdocs_profiling_scope.core.settings.settings import Settings

MODES = {"native": {"title": "Native", "aliases": ["libsilt"]}, "node": None}
GOOD: list[dict[str, Any]] = [
    {},
    {"modes": MODES, "pages": None, "rules": None, "nav": None},
    {
        "modes": MODES,
        "pages": [{"match": "a/**", "scope": "profiling", "mode": "node"}, {"match": "b", "mode": None}],
    },
    {"rules": {"PS101": "error", "proposal": "off", "opportunity": False}},
    {"nav": {"profiling": "P", "placement": False, "overview": "all"}, "medium": "level", "report": False},
    {"tags": False},
    {"tags": {"labels": {"profiling": ""}}},
    {"tags": {"labels": False}, "docs_dir": "doc", "baseline": "b.json"},
]
BAD: list[dict[str, Any]] = [
    {"mods": {}},
    {"modes": []},
    {"modes": {"native": {"alias": []}}},
    {"modes": {"native": {"title": " "}}},
    {"modes": {"native": {"aliases": "libsilt"}}},
    {"modes": {"native": {"aliases": [3]}}},
    {"pages": {}},
    {"pages": [{"scope": "profiling"}]},
    {"pages": [{"match": "a", "scope": "profilng"}]},
    {"pages": [None]},
    {"rules": {"PS999": "error"}},
    {"rules": {"PS101": "fatal"}},
    {"nav": {"placement": "up"}},
    {"nav": {"overview": 3}},
    {"nav": {"section": "x"}},
    {"medium": "high"},
    {"report": "yes"},
    {"tags": {"label": {}}},
    {"tags": {"labels": {"profiling": 3}}},
    {"tags": "yes"},
    {"docs_dir": ""},
    {"baseline": False},
]


def problems(data: Any, place: Any = "settings") -> list[str]:
    return [error.message for error in Draft7Validator(schema(place)).iter_errors(data)]


@pytest.mark.parametrize("place", PLACES)
def test_it_is_a_schema(place: Any) -> None:
    Draft7Validator.check_schema(schema(place))


@pytest.mark.parametrize("data", GOOD)
def test_accepts_what_settings_accept(data: dict[str, Any]) -> None:
    Settings.from_mapping(data)
    assert problems(data) == []


@pytest.mark.parametrize("data", BAD)
def test_refuses_what_settings_refuse(data: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        Settings.from_mapping(data)
    assert problems(data)


def test_wrapped_for_the_files_that_settings_are_in() -> None:
    assert (
        problems({"site_name": "x", "plugins": ["search", {"profiling-scope": {"medium": "off"}}]}, "mkdocs")
        == []
    )
    assert problems({"plugins": [{"profiling-scope": {"medum": "off"}}]}, "mkdocs")
    assert problems({"plugins": [{"profiling-scope": {"docs_dir": "docs"}}]}, "mkdocs")
    assert problems({"tool": {"other": 1, "profiling-scope": {"docs_dir": "docs"}}}, "pyproject") == []
    assert problems({"tool": {"profiling-scope": {"x": 1}}}, "pyproject")
