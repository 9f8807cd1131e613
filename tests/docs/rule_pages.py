"""The rule pages of the documentation as tests: an `md` fence, then a `findings` fence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from mkdocs_profiling_scope import Analysis, Finding, Settings, analyse

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs/rules").glob("PS*.md"))
GUIDELINES = ROOT / "docs/guidelines.md"
SETTINGS = Settings.from_mapping(yaml.safe_load((ROOT / "tests/docs/settings.yml").read_text("utf-8")))
PROJECT = ROOT / "examples/siltgrain"  # references in the examples are looked up there
DEFAULT_PATH = "docs/design/profiling/page.md"

_EXAMPLE = re.compile(
    r'^````md(?: title="(?P<path>[^"\n]+)")?\n(?P<text>.*?)^````\n'
    r"(?:\n*^```findings\n(?P<findings>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
_EXPECTED = re.compile(r'(\d+):(\d+) (PS\d{3}) "(.*)"')
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One `md` fence of a rule page with the findings that the page says it has."""

    page: Path
    line: int
    section: str
    path: str
    text: str
    findings: str | None

    @property
    def codes(self) -> set[str]:
        return set(re.findall(r"^\S+ (PS\d{3})", self.findings or "", re.MULTILINE))

    @property
    def id(self) -> str:
        return f"{self.page.stem}:{self.line}"

    def analyse(self) -> Analysis:
        return analyse(self.text, SETTINGS, path=self.path, exists=lambda path: (PROJECT / path).is_file())

    def actual(self) -> str:
        """Return what the analysis finds, quoted as the page quotes it wherever the page is right."""
        expected = [_EXPECTED.fullmatch(line) for line in (self.findings or "").splitlines()]
        quotes = {(m[1], m[2], m[3]): m[4] for m in expected if m}
        return "".join(self._row(finding, quotes) for finding in self.analyse().findings)

    def _row(self, finding: Finding, quotes: dict[tuple[str, str, str], str]) -> str:
        rest = self.text[finding.span.start :].partition("\n")[0]
        quote = quotes.get((str(finding.start_line), str(finding.start_col), finding.code), "")
        if not quote or not rest.startswith(quote):
            quote = " ".join(rest.split(" ")[:5]).rstrip()
        return f'{finding.start_line}:{finding.start_col} {finding.code} "{quote}"\n'


def examples(page: Path) -> list[Example]:
    """Return the examples of a rule page, in order."""
    text = page.read_text("utf-8")
    found = []
    for match in _EXAMPLE.finditer(text):
        sections = _HEADING.findall(without_fences(text[: match.start()]))
        found.append(
            Example(
                page,
                text.count("\n", 0, match.start()) + 1,
                sections[-1] if sections else "",
                match["path"] or DEFAULT_PATH,
                match["text"],
                match["findings"],
            )
        )
    return found


def update(page: Path) -> None:
    """Rewrite the `findings` fences of a page with what the analysis finds."""
    actual = iter([example.actual() for example in examples(page)])

    def replace(match: re.Match[str]) -> str:
        end = match.end("text") - match.start()
        return f"{match[0][:end]}````\n\n```findings\n{next(actual)}```\n"

    page.write_text(_EXAMPLE.sub(replace, page.read_text("utf-8")), "utf-8", newline="\n")


def without_fences(text: str) -> str:
    """Return a page without its examples, which have headings too."""
    return re.sub(r"^(`{3,})\w*[^\n]*\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
