"""Findings as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.frame import frame
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.formats.visible import visible

_COLORS = {"error": "31", "warning": "33", "info": "36"}
_DIM = "\x1b[2m{}\x1b[0m"


def plain(finding: Finding, path: str) -> str:
    """Return `path:line:col: CODE message`, one line without a control character."""
    place = f"{visible(path)}:{finding.start_line}:{finding.start_col}"
    return f"{place}: {finding.code} {visible(finding.message)}"


def colored(finding: Finding, path: str) -> str:
    """Return what `plain` returns, with the path bold and the code in the color of its severity."""
    place = f"\x1b[1m{visible(path)}\x1b[0m:{finding.start_line}:{finding.start_col}"
    return f"{place}: \x1b[{_COLORS[finding.severity]}m{finding.code}\x1b[0m {visible(finding.message)}"


def concise(run: Run, *, color: bool = False) -> str:
    """Return one line for each finding."""
    line = colored if color else plain
    return "".join(f"{line(finding, finding.path)}\n" for finding in run.findings)


def render(run: Run, *, color: bool = False) -> str:
    """Return for each finding its line, the words on the page that it is about, and the reason."""
    line = colored if color else plain
    return "".join(
        "\n".join([line(finding, finding.path), *_below(finding, run, color), ""]) + "\n"
        for finding in run.findings
    )


def _below(finding: Finding, run: Run, color: bool) -> Iterator[str]:
    source = run.sources.get(finding.path)
    rows = list(frame(finding, source)) if source else []
    width = max((len(number) for number, _, _ in rows), default=1)
    edge, mark = (
        (_DIM.format, f"\x1b[{_COLORS[finding.severity]}m{{}}\x1b[0m".format) if color else (str, str)
    )
    for number, text, underline in rows:
        yield f"{edge(f'{number:>{width}} |')} {text}".rstrip()
        if underline.strip():
            yield f"{edge(' ' * width + ' |')} {mark(underline)}"
    if finding.reason:
        yield f"{edge(' ' * width + ' =')} {visible(finding.reason)}"


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
    rest += f"; {run.not_english} not in English, whose words were not judged" if run.not_english else ""
    rest += f"; {run.accepted} in the baseline" if run.accepted else ""
    rest += f"; {run.unchanged} on unchanged lines" if run.unchanged else ""
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
