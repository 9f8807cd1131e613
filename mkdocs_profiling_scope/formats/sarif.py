"""Findings as SARIF 2.1.0, with every rule and its help.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from mkdocs_profiling_scope import __version__
from mkdocs_profiling_scope.core.rules import RULES, Rule
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.run import Run

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "profilingScope/v1"
# What paths are relative to. Its place is left to whoever reads, as no other machine has the same.
BASE = "%SRCROOT%"
_BASES = {
    BASE: {"description": {"text": "The folder that profiling-scope ran in; the top of the repository."}}
}
_INDEX = {rule.code: i for i, rule in enumerate(RULES)}
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}


def render(run: Run, *, color: bool = False) -> str:
    """Return one run, without results where nothing was found."""
    driver = {
        "name": "profiling-scope",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in RULES],
    }
    results = [
        _result(finding, fingerprint)
        for finding, fingerprint in zip(run.findings, run.fingerprints, strict=True)
    ]
    only = {
        "tool": {"driver": driver},
        "originalUriBaseIds": _BASES,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [only]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    help = f"{rule.why}\n\n{rule.remedy}"
    examples = f"**Flagged**\n\n{_fenced(rule.flagged)}\n\n**Fine**\n\n{_fenced(rule.fine)}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": rule.why},
        "help": {"text": help, "markdown": f"{help}\n\n{examples}"},
        "defaultConfiguration": {"enabled": rule.level != "off", "level": _LEVELS[rule.level]},
        "properties": {"tags": ["documentation", "performance"]},
    }


def _fenced(text: str) -> str:
    return f"````md\n{text.rstrip()}\n````"


def _result(finding: Finding, fingerprint: str) -> dict[str, Any]:
    region = {
        "startLine": finding.start_line,
        "startColumn": finding.start_col,
        "endLine": finding.end_line,
        "endColumn": finding.end_col,
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": {"confidence": finding.confidence, "reason": finding.reason},
    }


def _artifact(path: str) -> dict[str, str]:
    place = uri(path)
    return {"uri": place} if place.startswith("file:") else {"uri": place, "uriBaseId": BASE}


def uri(path: str) -> str:
    """Return `path` as a URI: relative, or `file://` where it is absolute."""
    quoted = quote(path.encode("utf-8", "surrogateescape"))
    if path.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{quoted.replace('%3A', ':', 1)}" if PurePath(path).drive else quoted
