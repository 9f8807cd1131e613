"""How the site shows things: sections of the nav, labels of badges, and where findings are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.settings.checked import choice, known, text, wrong

PLACEMENTS = ("move", "link", "off")
WHEN = ("serve", "build", "off")  # findings are shown in the pages
CODE = "{code}"  # in the address of a rule


class Overview(NamedTuple):
    """What overviews say in words of their own; `title` is what their title ends with."""

    title: str = "overview"
    evidence: str = "Rests on"
    no_evidence: str = "Cites no measurement"
    report: str = "State of all documents"


class Nav(NamedTuple):
    """How the nav sections are titled and placed, and whether each begins with an overview."""

    profiling: str = "Profiling"
    proposal: str = "Optimization"
    placement: str = "move"
    overview: Overview | None = Overview()


class Labels(NamedTuple):
    """What badges say of each scope; an empty text is no badge."""

    profiling: str = "Profiling"
    proposal: str = "Proposal"
    opportunity: str = "Opportunity"

    def of(self, scope: str) -> str:
        """Return the label of a scope."""
        return str(getattr(self, scope, ""))


def read_nav(data: Mapping[str, Any]) -> Nav:
    """Return the setting `nav`."""
    known("nav", data, Nav._fields)
    default = Nav()
    placement = data.get("placement", default.placement)
    return Nav(
        text("nav.profiling", data.get("profiling", default.profiling)),
        text("nav.proposal", data.get("proposal", default.proposal)),
        "off" if placement is False else choice("nav.placement", placement, PLACEMENTS),
        _overview(data.get("overview", True)),
    )


def _overview(value: object) -> Overview | None:
    if isinstance(value, bool):
        return Overview() if value else None
    if isinstance(value, str):
        return Overview(value.strip()) if value.strip() else None
    if not isinstance(value, Mapping):
        raise wrong("nav.overview", value, "true, false, the word for an overview, or a mapping to texts")
    known("nav.overview", value, Overview._fields)
    return Overview(
        **{
            name: text(f"nav.overview.{name}", word) if name != "report" or word != "" else ""
            for name, word in value.items()
        }
    )


def read_labels(tags: object) -> Labels:
    """Return the labels in the setting `tags`."""
    if isinstance(tags, bool):
        return Labels()
    if not isinstance(tags, Mapping):
        raise wrong("tags", tags, "true, false, or a mapping with the key labels")
    known("tags", tags, ("labels",))
    labels = tags.get("labels", True)
    names = Labels._fields
    if isinstance(labels, bool):
        return Labels() if labels else Labels(**dict.fromkeys(names, ""))
    if not isinstance(labels, Mapping):
        raise wrong("tags.labels", labels, "true, false, or a mapping from scope to text")
    known("tags.labels", labels, names)
    for name, label in labels.items():
        if not isinstance(label, str):
            raise wrong(f"tags.labels.{name}", label, 'a text; "" for no badge')
    return Labels(**labels)


def read_serve_warnings(value: object) -> str:
    """Return the setting `serve_warnings`."""
    if isinstance(value, bool):
        return "serve" if value else "off"
    return choice("serve_warnings", value, WHEN)


def read_rule_docs(value: object) -> str:
    """Return the setting `rule_docs`."""
    address = text("rule_docs", value) if value != "" else ""
    if address and not (address.startswith(("https://", "http://")) and CODE in address):
        raise wrong(
            "rule_docs", value, f"an address that begins with https:// or http:// and has {CODE} in it"
        )
    return address
