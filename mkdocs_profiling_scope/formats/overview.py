"""Overviews as Markdown: modes with their pages and figures, proposals with what they rest on.

Nothing that comes from the documents can be anything but text: see `escape`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from mkdocs_profiling_scope.core.settings.settings import Mode
from mkdocs_profiling_scope.core.settings.shown import Overview
from mkdocs_profiling_scope.core.values import Analysis, Citation, Measurement, PageScope

# Where overviews stand, relative to the folder of all documents
PATHS: Mapping[PageScope, str] = {"profiling": "profiling/index.md", "proposal": "optimization/index.md"}
# What Markdown, one of its extensions or a template language could take for more than a character.
_SPECIAL = re.compile(
    r"""
    ^[-+.>\#!?=:]  # opens a block
    | (?<=^\d)[.)](?!\S) | (?<=^\d\d)[.)](?!\S) | (?<=^\d\d\d)[.)](?!\S)  # opens a list
    | :(?!\s|$)  # emoji, addresses
    | (?<=[=+])[=+] | [=+](?=[=+])  # marked text, keys
    | [\\`*_\[\]&<>{}~^$@|\#]
    """,
    re.VERBOSE,
)
# Those that stay plain in the HTML: brackets and backslashes are formulas to arithmatex.
_BACKSLASH = frozenset("`*_#-+.>!")


@dataclass(frozen=True, slots=True)
class Subject:
    """A page that an overview is about; `sections` are titles by anchor, as far as they are known."""

    path: str  # relative to the folder of all documents
    title: str
    analysis: Analysis
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the subjects of an overview.

    Attributes:
        path: of the overview, relative to the folder of all documents.
        section: title of the section of the nav.
        words: its own.
        report: path of the report, if it is to be linked.
    """

    path: str
    section: str
    words: Overview
    report: str = ""

    @property
    def title(self) -> str:
        """Return the title of the overview."""
        return f"{self.section} {self.words.title}"

    def around(self, parts: Sequence[str]) -> str:
        """Return the text of the overview with `parts` in it."""
        found = [f"# {escape(self.title)}", *parts]
        if self.report and self.words.report:
            found.append(f"[{escape(self.words.report)}]({_address(self.path, self.report)})")
        return "\n\n".join(found) + "\n"


def profiling(frame: Frame, subjects: Sequence[Subject], modes: Sequence[Mode]) -> str:
    """Return the overview of profiling pages; those without a mode come first."""
    parts = []
    for id, name in ((None, ""), *((mode.id, mode.title) for mode in modes)):
        chosen = [subject for subject in subjects if subject.analysis.mode == id]
        if chosen and name:
            parts.append(f"## {escape(name)}")
        lines = [line for subject in chosen for line in _profile(frame.path, subject)]
        if lines:
            parts.append("\n".join(lines))
    return frame.around(parts)


def optimization(
    frame: Frame, subjects: Sequence[Subject], profile: Callable[[Citation], Subject | None]
) -> str:
    """Return the overview of proposals.

    Args:
        frame: what surrounds them.
        subjects: the pages with proposals.
        profile: finds the profiling page that is cited; None where it is none.
    """
    path = frame.path
    parts = []
    for subject in subjects:
        anchors = {title: anchor for anchor, title in subject.sections.items()}
        cited = {
            proposal: list(dict.fromkeys(_cited(path, proposal.citations, profile)))
            for proposal in subject.analysis.details.proposals
        }
        none_cites = not any(cited.values())
        if not cited:  # a page of which nothing may be said
            parts.append(f"## {_link(path, subject)}")
        lines = []
        for proposal, links in cited.items():
            if not proposal.title:  # what the page cites outside of its sections
                parts.append(f"## {_link(path, subject)}")
                parts += [_rests_on(links, frame.words)] if links or none_cites else []
                continue
            lines.append(f"- {_link(path, subject, anchors.get(proposal.title, ''), proposal.title)}")
            lines += [] if none_cites else [f"    - {_rests_on(links, frame.words)}"]
        if lines:
            parts.append("\n".join(lines))
    return frame.around(parts)


def escape(text: str) -> str:
    """Return `text` as Markdown that shows it and does nothing else."""
    return _SPECIAL.sub(_escaped, re.sub(r"\s+", " ", text).strip())


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    return f"\\{char}" if char in _BACKSLASH else f"&#{ord(char)};"


def _profile(path: str, subject: Subject) -> Iterator[str]:
    yield f"- {_link(path, subject)}"
    for found in subject.analysis.details.measurements:
        yield f"    - {_quoted(found)}"


def _quoted(found: Measurement) -> str:
    before, after = escape(found.before), escape(found.after)
    before += " " if before and found.before[-1:].isspace() else ""
    after = f" {after}" if after and found.after[:1].isspace() else after
    return f"{before}**{escape(found.value)}**{after}"


def _cited(
    path: str, citations: Sequence[Citation], profile: Callable[[Citation], Subject | None]
) -> Iterator[str]:
    for citation in citations:
        if (subject := profile(citation)) is not None:
            # A dead anchor is reported where it is written; here it would be reported twice.
            section = subject.sections.get(citation.anchor, "")
            title = f"{subject.title} › {section}" if section else ""
            yield _link(path, subject, citation.anchor if section else "", title)


def _rests_on(links: Sequence[str], words: Overview) -> str:
    return f"{escape(words.evidence)} {', '.join(links)}" if links else f"*{escape(words.no_evidence)}*"


def _link(path: str, subject: Subject, anchor: str = "", title: str = "") -> str:
    target = _address(path, subject.path) + ("#" + quote(anchor) if anchor else "")
    return f"[{escape(title or subject.title)}]({target})"


def _address(path: str, target: str) -> str:
    return quote(posixpath.relpath(target, posixpath.dirname(path)))
