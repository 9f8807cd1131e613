"""The settings as JSON Schema, made from the same names and values that reading them checks."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Literal

from mkdocs_profiling_scope.core.rules import RULES
from mkdocs_profiling_scope.core.settings import BASELINE, KEYS, MEDIUM, MODE_KEYS, PAGE_KEYS
from mkdocs_profiling_scope.core.shown import PLACEMENTS, Labels, Nav
from mkdocs_profiling_scope.core.values import LEVELS, PAGE_SCOPES

# draft-07 is what yaml-language-server and taplo read.
DRAFT = "http://json-schema.org/draft-07/schema#"
Place = Literal["settings", "mkdocs", "pyproject"]
PLACES: tuple[Place, ...] = ("settings", "mkdocs", "pyproject")
_TEXT = {"type": "string", "pattern": r"\S"}
_TEXTS = {"type": ["array", "null"], "items": _TEXT}


def schema(place: Place = "settings") -> dict[str, Any]:
    """Return the schema of the settings by themselves, in `mkdocs.yml`, or in `pyproject.toml`."""
    settings = _settings(docs_dir=place != "mkdocs")
    if place == "settings":
        return {"$schema": DRAFT, "title": "profiling-scope", **settings}
    if place == "pyproject":
        tool = {"type": "object", "properties": {"profiling-scope": settings}}
        return {"$schema": DRAFT, "type": "object", "properties": {"tool": tool}}
    entry = {"type": "object", "properties": {"profiling-scope": {"anyOf": [settings, {"type": "null"}]}}}
    plugins = {"anyOf": [entry, {"type": "array", "items": {"anyOf": [{"type": "string"}, entry]}}]}
    return {"$schema": DRAFT, "type": "object", "properties": {"plugins": plugins}}


def _settings(*, docs_dir: bool) -> dict[str, Any]:
    known = {
        "modes": {
            "description": "implementations, by id",
            "type": ["object", "null"],
            "propertyNames": _TEXT,
            "additionalProperties": _object(MODE_KEYS, {"title": _TEXT, "aliases": _TEXTS}, "mode"),
        },
        "pages": {
            "description": "what documents are; the first entry that matches counts",
            "type": ["array", "null"],
            "items": _page(),
        },
        "rules": {"description": "levels, by code or name", **_rules()},
        "nav": _nav(),
        "tags": _tags(),
        "report": {"description": "add a page with the state of all documents", "type": "boolean"},
        "medium": {"description": "what becomes of findings of medium confidence", "enum": list(MEDIUM)},
        "docs_dir": {"description": "the folder of the documents", **_TEXT},
        "baseline": {"description": "the file with accepted findings", "default": BASELINE, **_TEXT},
    }
    return _object([key for key in KEYS if docs_dir or key != "docs_dir"], known, "settings", null=False)


def _object(
    keys: Any, known: dict[str, Any], description: str, *, null: bool = True, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    return {
        "description": description,
        "type": ["object", "null"] if null else "object",
        "properties": {key: known[key] for key in keys},
        "additionalProperties": False,
        **({"required": list(required)} if required else {}),
    }


def _page() -> dict[str, Any]:
    known = {
        "match": {"description": "a glob relative to docs_dir", **_TEXT},
        "scope": {"enum": [*PAGE_SCOPES, None]},
        "mode": {"description": "the id of a mode", "type": ["string", "null"]},
    }
    return _object(PAGE_KEYS, known, "a page or several", null=False, required=("match",))


def _rules() -> dict[str, Any]:
    level = {"enum": [*LEVELS, False]}
    known = {key: {"description": rule.why, **level} for rule in RULES for key in (rule.code, rule.name)}
    return {"type": ["object", "null"], "properties": known, "additionalProperties": False}


def _nav() -> dict[str, Any]:
    known = {
        "profiling": _TEXT,
        "proposal": _TEXT,
        "placement": {"enum": [*PLACEMENTS, False]},
        "overview": {"type": ["boolean", "string"]},
    }
    return _object([field.name for field in fields(Nav)], known, "the sections of the nav")


def _tags() -> dict[str, Any]:
    names = [field.name for field in fields(Labels)]
    labels = _object(names, {name: {"type": "string"} for name in names}, "what badges say", null=False)
    tags = _object(("labels",), {"labels": {"anyOf": [{"type": "boolean"}, labels]}}, "tags", null=False)
    return {"description": "tag blocks on the pages", "anyOf": [{"type": "boolean"}, tags]}
