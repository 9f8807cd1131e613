"""Findings as lines of text."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.counted import by_severity, counted
from mkdocs_profiling_scope.core.values import Finding, Severity
from mkdocs_profiling_scope.formats.lines import line, marked
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.formats.visible import visible

_COLORS = {"error": "31", "warning": "33", "info": "36"}
_DIM = "\x1b[2m{}\x1b[0m"
_UNDERLINE = r"(?m)^( +\|) ( *\^+)$"  # below a line, not a line of the page
_EDGE = r"(?m)^( *[0-9]* [|=])"


def colored(finding: Finding, path: str) -> str:
    """Return what `line` returns, with the path bold and the code in the color of its severity."""
    place = f"\x1b[1m{visible(path)}\x1b[0m:{finding.start_line}:{finding.start_col}"
    return f"{place}: \x1b[{_COLORS[finding.severity]}m{finding.code}\x1b[0m {marked(finding)}"


def concise(run: Run, *, color: bool = False) -> str:
    """Return one line for each finding."""
    told = colored if color else line
    return "".join(f"{told(finding, finding.path)}\n" for finding in run.findings)


def render(run: Run, *, color: bool = False) -> str:
    """Return for each finding its line, the words on the page that it is about, and the reason."""
    if not color:
        return "".join(page.text for page in run.pages)
    found = zip(run.findings, run.excerpts, strict=True)
    return "".join(f"{colored(f, f.path)}\n{_painted(e.below, f.severity)}\n\n" for f, e in found)


def _painted(below: str, severity: Severity) -> str:
    """Return what is below a finding with its edge dim and the words underlined in color."""
    underlined = re.sub(_UNDERLINE, f"\\1 \x1b[{_COLORS[severity]}m\\2\x1b[0m", below)
    return re.sub(_EDGE, _DIM.format(r"\1"), underlined)


def summary(run: Run) -> str:
    """Return one line that says what was found, in how many documents, and what was left out."""
    if not run.checked:
        return f"nothing checked: {without_scope(run.documents)}"
    rest = f"; {run.without_scope} without scope" if run.without_scope else ""
    rest += f"; {run.not_english} not in English, whose words were not judged" if run.not_english else ""
    rest += f"; {run.accepted} in the baseline" if run.accepted else ""
    rest += f"; {run.unchanged} on unchanged lines" if run.unchanged else ""
    if not run.pages:
        return f"nothing found in {counted(run.checked, 'document')} checked{rest}"
    documents = f"{run.with_findings} of {counted(run.checked, 'document')}"
    return f"{by_severity(run.count)} in {documents} checked{rest}"


def unseen(modes: int) -> str:
    """Say, behind the summary, what is not seen with so few modes declared; nothing if they are enough."""
    if modes > 1:
        return ""
    declared = "only one mode is declared" if modes else "no mode is declared"
    return f"; {declared}, so comparisons of named modes are not found"


def without_scope(count: int) -> str:
    """Say why nothing is looked at in `count` documents, none of which has a scope, and what to do."""
    if not count:
        return "no Markdown document"
    return (
        f"no scope for {counted(count, 'document')}; give one with `scope: profiling` in "
        "the front matter, or with `pages` in the settings, as in "
        '{match: "design/profiling/**", scope: profiling}'
    )


def encrypted(count: int) -> str:
    """Say that nothing of `count` documents is in the report of a site, which everybody reads."""
    are = "is" if count == 1 else "are"
    return (
        f"{counted(count, 'encrypted document')} {are} left out of the report page and quoted in no "
        "overview; `profiling-scope report` reviews all"
    )


def statistics(run: Run) -> str:
    """Return a line for each rule with findings: how many, code, name."""
    width = max((len(str(count)) for count in run.by_rule.values()), default=0)
    return "\n".join(f"{count:>{width}}  {code}  {name}" for (code, name), count in run.by_rule.items())
