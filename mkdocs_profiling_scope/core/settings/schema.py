"""The settings as JSON Schema, made from the same names and values that reading them checks."""

from __future__ import annotations

from typing import Any, Literal

from mkdocs_profiling_scope.core.rules import RULES
from mkdocs_profiling_scope.core.settings.settings import KEYS, MEDIUM, MODE_KEYS, PAGE_KEYS, Settings
from mkdocs_profiling_scope.core.settings.shown import PLACEMENTS, WHEN, Labels, Nav, Overview
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
    defaults = Settings()
    known = {
        "modes": {
            "description": "implementations, by id",
            "type": ["object", "null"],
            "propertyNames": _TEXT,
            "additionalProperties": _mode(),
        },
        "pages": {
            "description": "what documents are; the first entry that matches counts",
            "type": ["array", "null"],
            "items": _page(),
        },
        "rules": {"description": "levels, by code or name", **_rules()},
        "nav": _nav(),
        "tags": _tags(),
        "report": {
            "description": "add a page with the state of all documents",
            "type": "boolean",
            "default": defaults.report,
        },
        "serve_warnings": {
            "description": "show findings in the pages: while serving, in every build, or never",
            "enum": [*WHEN, True, False],
            "default": defaults.serve_warnings,
        },
        "rule_docs": {
            "description": "address of the documentation of a rule, with {code} in it; "
            "without one, the preview brings a page along",
            "type": "string",
            "pattern": r"^(https?://.*\{code\}.*)?$",
        },
        "medium": {
            "description": "what becomes of findings of medium confidence",
            "enum": list(MEDIUM),
            "default": defaults.medium,
        },
        "docs_dir": {
            "description": "the folder of the documents, relative to the project",
            "default": defaults.docs_dir,
            **_TEXT,
        },
        "baseline": {"description": "the file with accepted findings", "default": defaults.baseline, **_TEXT},
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


def _mode() -> dict[str, Any]:
    known = {
        "title": {"description": "shown in messages, badges and reports; without one, the id", **_TEXT},
        "aliases": {"description": "further names; id and title are names already", **_TEXTS},
    }
    return _object(MODE_KEYS, known, "a mode")


def _page() -> dict[str, Any]:
    known = {
        "match": {
            "description": "a glob relative to docs_dir; * and ? stay inside a folder, ** crosses folders",
            **_TEXT,
        },
        "scope": {"description": "what kind of page it is", "enum": [*PAGE_SCOPES, None]},
        "mode": {"description": "the id of the mode that it is about", "type": ["string", "null"]},
    }
    return _object(PAGE_KEYS, known, "a page or several", null=False, required=("match",))


def _rules() -> dict[str, Any]:
    level = {"enum": [*LEVELS, False]}
    known = {key: {"description": rule.why, **level} for rule in RULES for key in (rule.code, rule.name)}
    return {"type": ["object", "null"], "properties": known, "additionalProperties": False}


def _nav() -> dict[str, Any]:
    defaults = Nav()
    known = {
        "profiling": {
            "description": "title of the section for profiling pages",
            "default": defaults.profiling,
            **_TEXT,
        },
        "proposal": {
            "description": "title of the section for proposals",
            "default": defaults.proposal,
            **_TEXT,
        },
        "placement": {
            "description": "move the pages into the two sections, link to them from there, or leave the nav",
            "enum": [*PLACEMENTS, False],
            "default": defaults.placement,
        },
        "overview": {
            "description": "begin each section with an overview; a text is what its title ends with",
            "anyOf": [{"type": ["boolean", "string"]}, _overview()],
            "default": True,
        },
    }
    return _object(Nav._fields, known, "the sections of the nav")


def _overview() -> dict[str, Any]:
    said = {
        "title": "what the titles of overviews end with",
        "evidence": "before the profiling pages that a proposal cites",
        "no_evidence": "said of a proposal that cites none",
        "report": "the link to the report; an empty text is none",
    }
    known = {
        name: {"description": said[name], "default": default, **_TEXT}
        for name, default in Overview()._asdict().items()
    }
    known["report"].pop("pattern")
    return _object(list(known), known, "the words of overviews", null=False)


def _tags() -> dict[str, Any]:
    said = {
        "profiling": "the banner of a profiling page; the badge of a section of figures in a proposal",
        "proposal": "the banner of a proposal; the badge of a section in a profiling page that proposes",
        "opportunity": "the badge of a section that says what could be improved",
    }
    known = {
        name: {"description": said[name], "default": default, "type": "string"}
        for name, default in Labels()._asdict().items()
    }
    labels = _object(list(known), known, "what badges say; an empty text is no badge", null=False)
    tags = _object(("labels",), {"labels": {"anyOf": [{"type": "boolean"}, labels]}}, "tags", null=False)
    return {
        "description": "mark the elements of a page with what they were judged to be",
        "anyOf": [{"type": "boolean"}, tags],
        "default": Settings().tags,
    }
