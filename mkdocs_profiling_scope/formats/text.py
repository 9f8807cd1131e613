"""Findings as lines of text."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.run import Run

# Control characters of terminals, line and paragraph separators, marks that reorder text, and lone
# surrogates, which stand for undecodable bytes in file names and cannot be encoded.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_COLORS = {"error": "31", "warning": "33", "info": "36"}


def plain(finding: Finding, path: str) -> str:
    """Return `path:line:col: CODE message`, one line without a control character."""
    place = f"{visible(path)}:{finding.start_line}:{finding.start_col}"
    return f"{place}: {finding.code} {visible(finding.message)}"


def colored(finding: Finding, path: str) -> str:
    """Return what `plain` returns, with the path bold and the code in the color of its severity."""
    place = f"\x1b[1m{visible(path)}\x1b[0m:{finding.start_line}:{finding.start_col}"
    return f"{place}: \x1b[{_COLORS[finding.severity]}m{finding.code}\x1b[0m {visible(finding.message)}"


def visible(text: str) -> str:
    """Write control characters in `text` as escapes, so that no page can drive a terminal."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def render(run: Run, *, color: bool = False) -> str:
    """Return one line for each finding."""
    line = colored if color else plain
    return "".join(f"{line(finding, finding.path)}\n" for finding in run.findings)


def summary(run: Run) -> str:
    """Return one line that says what was found, in how many documents, and what was left out."""
    if not run.documents:
        return "nothing checked: no Markdown document"
    if not run.checked:
        return (
            f"nothing checked: no scope for {documents(run.documents)}; give one with `scope: profiling` in "
            "the front matter, or with `pages` in the settings, as in "
            '{match: "design/profiling/**", scope: profiling}'
        )
    rest = f"; {run.without_scope} without scope" if run.without_scope else ""
    if not run.findings:
        return f"nothing found in {documents(run.checked)} checked{rest}"
    counts = [f"{run.count('error')} errors", f"{run.count('warning')} warnings", f"{run.count('info')} info"]
    found = ", ".join(_singular(count) for count in counts if not count.startswith("0 "))
    return f"{found} in {run.with_findings} of {documents(run.checked)} checked{rest}"


def statistics(run: Run) -> str:
    """Return a line for each rule with findings: how many, code, name."""
    width = max((len(str(count)) for count in run.by_rule.values()), default=0)
    return "\n".join(f"{count:>{width}}  {code}  {name}" for (code, name), count in run.by_rule.items())


def documents(count: int) -> str:
    """Return `count` with the word for it."""
    return f"{count} document{'' if count == 1 else 's'}"


def _singular(text: str) -> str:
    return text.removesuffix("s") if text.startswith("1 ") else text
