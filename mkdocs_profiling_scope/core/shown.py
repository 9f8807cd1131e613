"""How the site shows things: sections of the nav and labels of badges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from mkdocs_profiling_scope.core.checked import choice, known, text, wrong

PLACEMENTS = ("move", "link", "off")


@dataclass(frozen=True, slots=True)
class Nav:
    """How the nav sections are titled and placed, and whether each begins with an overview."""

    profiling: str = "Profiling"
    proposal: str = "Optimization"
    placement: str = "move"
    overview: str = "overview"  # what its title ends with; empty for none


@dataclass(frozen=True, slots=True)
class Labels:
    """What badges say of each scope; an empty text is no badge."""

    profiling: str = "Profiling"
    proposal: str = "Proposal"
    opportunity: str = "Opportunity"

    def of(self, scope: str) -> str:
        """Return the label of a scope."""
        return str(getattr(self, scope, ""))


def read_nav(data: Mapping[str, Any]) -> Nav:
    """Return the setting `nav`."""
    known("nav", data, ("profiling", "proposal", "placement", "overview"))
    placement = data.get("placement", "move")
    return Nav(
        text("nav.profiling", data.get("profiling", "Profiling")),
        text("nav.proposal", data.get("proposal", "Optimization")),
        "off" if placement is False else choice("nav.placement", placement, PLACEMENTS),
        _overview(data.get("overview", True)),
    )


def _overview(value: object) -> str:
    if isinstance(value, bool):
        return Nav().overview if value else ""
    if not isinstance(value, str):
        raise wrong("nav.overview", value, "true, false, or the word for an overview")
    return value.strip()


def read_labels(tags: object) -> Labels:
    """Return the labels in the setting `tags`."""
    if isinstance(tags, bool):
        return Labels()
    if not isinstance(tags, Mapping):
        raise wrong("tags", tags, "true, false, or a mapping with the key labels")
    known("tags", tags, ("labels",))
    labels = tags.get("labels", True)
    names = [field.name for field in fields(Labels)]
    if isinstance(labels, bool):
        return Labels() if labels else Labels(**dict.fromkeys(names, ""))
    if not isinstance(labels, Mapping):
        raise wrong("tags.labels", labels, "true, false, or a mapping from scope to text")
    known("tags.labels", labels, names)
    for name, label in labels.items():
        if not isinstance(label, str):
            raise wrong(f"tags.labels.{name}", label, 'a text; "" for no badge')
    return Labels(**labels)
