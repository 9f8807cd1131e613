"""How the time grows when hostile input doubles: about 2 is linear, above 2.5 at two doublings is not."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator

from mkdocs_profiling_scope import Settings, analyse
from mkdocs_profiling_scope.core.refactor.plan import Request, plan
from mkdocs_profiling_scope.core.settings.shown import Labels
from mkdocs_profiling_scope.hosts.markdown.marking import mark
from mkdocs_profiling_scope.hosts.markdown.marks import Marks, strip_marks
from mkdocs_profiling_scope.hosts.markdown.tagging import tags

LIMIT = 2.5
LEAST = 0.05  # seconds; below, a ratio says more about the machine than about the input
PROPOSES = "We should replace the map with a vector."
COMPARES = "The Node binding is 3.7x slower than siltgrain."
MODES = {"native": {"aliases": ["siltgrain"]}, "node": {"aliases": ["Node binding"]}}


def _page(text: str) -> Callable[[int], str]:
    """Return what repeats `text`, whose `{n}` is replaced by a number, up to a size in characters."""
    if "{n}" not in text:
        return lambda size: text * max(1, size // len(text))
    return lambda size: "".join(text.replace("{n}", str(i)) for i in range(max(1, size // len(text))))


def _nested(opening: str, indent: str, inside: str = "") -> Callable[[int], str]:
    """Return what nests an opening as deep as fits a size in characters; indentation is most of it."""

    def build(size: int) -> str:
        depth = int((2 * size / len(indent)) ** 0.5)
        return "".join(indent * i + opening + inside for i in range(depth))

    return build


def _around(before: str, text: str, after: str) -> Callable[[int], str]:
    return lambda size: before + text * (size // len(text)) + after


def _table(columns: int) -> str:
    cells = "".join(f"a{i}|" for i in range(columns))
    return f"|{cells}\n|{'-|' * columns}\n" + f"|{cells}\n" * 3


INPUTS: dict[str, Callable[[int], str]] = {
    "stars": _page("*"),
    "stars and words": _page("*a **b "),
    "underscores": _page("_a __b "),
    "opening brackets": _page("["),
    "images": _page("!["),
    "links that do not end": _page("[a]("),
    "backticks": _page("`"),
    "backticks of all lengths": lambda size: " ".join("`" * i for i in range(int((2 * size) ** 0.5))),
    "quote marks": _page(">"),
    "quotes, line by line": lambda size: "".join("> " * (i % 50) + "a\n" for i in range(size // 50)),
    "one long line": _page("word "),
    "one long line of sentences": _page(f"{COMPARES} "),
    "one line of sentences that begin with a name": _page("siltgrain is fast. "),
    "one line of proposals": _page(f"{PROPOSES} "),
    "items": _page(f"- {PROPOSES}\n"),
    "paragraphs": _page(f"{COMPARES}\n\n"),
    "nested lists": _nested("- x\n", "  "),
    "nested lists on one line": _page("- "),
    "nested admonitions": _nested("!!! note\n\n", "    "),
    "nested tabs": _nested('=== "x"\n\n', "    "),
    "admonitions": _page('!!! note "We should {n}"\n\n    Body {n}.\n\n'),
    "blocks of slashes": _page("/// note | Plan {n}\nBody.\n///\n\n"),
    "columns": lambda size: _table(size // 20),
    "rows": _around("| a | native | node |\n|---|---|---|\n", "| rows/s | 41M | 12M |\n", ""),
    "headings": _page("# Plan {n}\n\n"),
    "headings, ever deeper": lambda size: "".join(
        f"{'#' * (i % 6 + 1)} Plan {i}\n\n{PROPOSES}\n\n" for i in range(size // 60)
    ),
    "sections of proposals": _page(f"## Roadmap {{n}}\n\n- {PROPOSES}\n- Expected result: +15 %\n\n"),
    "headings of the same name": _page(f"## Roadmap\n\n- {PROPOSES}\n- Expected result: +15 %\n\n"),
    "suppressions of a block": _page(f"<!-- profiling-scope: ignore[PS101] for {{n}} -->\n{COMPARES}\n\n"),
    "suppressions of a list": _page("<!-- profiling-scope: ignore[PS201] why -->\n\n- a\n\n"),
    "suppressions of nothing": _page("<!-- profiling-scope: ignore[PS101] why -->\n\n"),
    "suppressions at line ends": _page(f"- {COMPARES} <!-- profiling-scope: ignore[PS101] x -->\n"),
    "one suppression of many rules": _around("<!-- profiling-scope: ignore[", "PS101,", "] x -->\n\nText.\n"),
    "unknown rules suppressed": _around("<!-- profiling-scope: ignore[", "PS1x,", "] x -->\n\nText.\n"),
    "comments that do not end": _page("<!-- "),
    "comments in a line": _page("a <!-- b --> "),
    "tags that do not end": _page("<div "),
    "elements that do not end": _page("<div>"),
    "elements line by line": _page("<div>\n\n"),
    "elements over blocks": _page(f"<div>\n\n{PROPOSES}\n\n</div>\n\n"),
    "elements in one another": lambda size: (
        "<div>\n\n" * (size // 15) + f"{PROPOSES}\n\n" + "</div>\n\n" * (size // 15)
    ),
    "pictures": _page("![siltgrain vs. Node binding](a.png) "),
    "links to pull requests": _page("- Fix [#1](https://example.org/a/pull/1)\n"),
    "scripts that do not end": _page("<script>"),
    "HTML table": _around("<table>", "<tr><td>native 1</td><td>node 2</td></tr>", "</table>\n"),
    "HTML tables that do not end": _page("<table><tr><td>"),
    "spaces in HTML": _around("<div>", " ", "\n</div>"),
    "entities": _page("&amp;"),
    "ampersands": _page("&"),
    "footnotes": _page("Text.[^{n}]\n\n[^{n}]: Note {n}.\n\n"),
    "footnotes in footnotes": _page("[^{n}]: [^{n}]\n"),
    "definitions": _page("[ref{n}]: notes/{n}.md\n"),
    "references": _page("[a][ref{n}] "),
    "links": _page("[a](other.md#{n}) siltgrain "),
    "code spans": _page("`siltgrain` is `node` "),
    "abbreviations": _page("*[AB{n}]: text\n"),
    "braces": _page("{"),
    "attribute lists": _page("{: ."),
    "macros": _page("{{ "),
    "colons": _page(":a"),
    "addresses": _page("http://"),
    "dots": _page("."),
    "dots and brackets": _page('."'),
    "capital letters": _page("A. "),
    "spaces": _page(" "),
    "blank lines": _page("\n"),
    "tabs": _page("\t- "),
    "slashes around names": _page("siltgrain/Node binding/"),
    "names": _page("siltgrain "),
    "names run together": _page("siltgrain"),
    "figures": _page("1.9M → 2.4M rows/s, "),
    "digits": _page("1"),
    "digits and commas": _page("1,"),
    "ranges": _page("1-"),
    "fences": _page("```\n"),
    "fences that do not end": _page("~~~~\ntext\n```` x\n"),
    "accents": _page("e\u0301"),
    "other scripts": _page("全角文字 ✓ "),
    "surrogates": _page("\ud800"),
    "front matter": _around("---\n", "a: b\n", "---\n"),
    "front matter that does not end": _around("---\n", "--- \n", ""),
    "front matter, nested": _around("---\na: ", "[", "\n---\n"),
    "metadata": _page("key{n}: value\n"),
    "metadata of one key": _page("key: value\n"),
    "metadata that goes on": _around("key: value\n", "    more\n", ""),
    "definition lists": _page("Term {n}\n:   Definition {n}.\n\n"),
    "words after a bracket": _around("We should [replace ", "measured ", ""),
    "words that are abbreviated": _around(
        "We should replace ", "measured ", "\n\n*[measured should replace]: x\n"
    ),
    "abbreviations that do not end": _page("*["),
    "abbreviations and blocks": _page(f"*[xy{{n}}]: text\n\n{PROPOSES}\n\n"),
    "dots before a letter": _around("a", ".", "x"),
    "dots and closing marks": _around("a", ".)]", "x"),
    "a directive of blanks": _around("<!-- profiling-scope:", " ", "x"),
    "a directive of blanks that ends": _around(
        "<!-- profiling-scope: ignore[PS101]", " a", " -->\n\nText.\n"
    ),
    "blank lines in nested lists": lambda size: _nested("- x\n", "  ")(size // 2) + "\n" * (size // 2) + "x",
    "blank lines in nested notes": lambda size: (
        _nested("!!! note\n\n", "    ")(size // 2) + "\n" * (size // 2)
    ),
    "rows that do not end": _around("<table>\n", "<tr><td>1\n", ""),
    "tables in tables": _page("<table>\n<tr>\n<td>\n"),
    "items, CRLF": _page(f"- {PROPOSES}\r\n"),
    "paragraphs, CR": _page(f"{COMPARES}\r\r"),
    "targets of dots": _around("[a](", ".md", "x) and text\n"),
    "slashes in a target": _around("[a](", "../", "x.md) and text\n"),
    "suppressions in one line": _page(f"{COMPARES} <!-- profiling-scope: ignore[PS101] x --> "),
    "leads": _page(f"We should change this:\n\n- {PROPOSES}\n\n"),
}


def main() -> None:
    """Print, for each hostile input and use of it, the time and by what it grows when the size doubles."""
    settings = _settings(MODES)
    worst: list[str] = []
    print(f"{'input':34} {'use':10} {'size':>9} {'ms':>8}  ratio of doubled size")
    for name, build in INPUTS.items():
        for use, run in USES.items():
            worst += _row(name, use, lambda size, b=build, r=run: r(b(size), settings))  # type: ignore[misc]
    for name, grown in GROWN.items():
        worst += _row(name, "analyse", grown)
    print(f"above {LIMIT}: {', '.join(worst) or 'none'}")


def _row(name: str, use: str, run: Callable[[int], Callable[[], object]]) -> Iterator[str]:
    """Print a row; yield its name where it grows too fast."""
    size, seconds = 4_000, 0.0
    while True:
        try:
            seconds = _least(run(size), 1)
            if seconds < LEAST and size < 1_000_000:
                size *= 2 if seconds > LEAST / 4 else 4
                continue
            ratio = _least(run(2 * size)) / _least(run(size))
            if ratio > LIMIT:
                # A busy machine shows the same, and so do memory and caches, where inputs outgrow them: once.
                # What does not grow linearly shows it at the next doubling, too.
                ratio = min(ratio, _least(run(4 * size)) / _least(run(2 * size)))
        except (Exception, RecursionError) as error:
            print(f"{name:34} {use:10} {size:>9,}  {type(error).__name__}: {str(error)[:60]}", flush=True)
            yield f"{name} ({use})"
            return
        break
    print(
        f"{name:34} {use:10} {size:>9,} {seconds * 1e3:8.0f}  {ratio:.2f}",
        "<<<" * (ratio > LIMIT),
        flush=True,
    )
    if ratio > LIMIT:
        yield f"{name} ({use})"


def _least(run: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def _analyse(text: str, settings: Settings) -> Callable[[], object]:
    return lambda: analyse(
        text, settings, path="docs/p.md", scope="profiling", mode="native", exists=lambda path: False
    )


def _details(text: str, settings: Settings) -> Callable[[], object]:
    return lambda: analyse(text, settings, path="docs/p.md", scope="proposal", mode="native", details=True)


def _refactor(text: str, settings: Settings) -> Callable[[], object]:
    request = Request({"docs/p.md": text}, ("docs/p.md",), settings, lambda path: False, "docs/plan.md")
    return lambda: plan(request)


def _mark(text: str, settings: Settings) -> Callable[[], object]:
    analysis = analyse(text, settings, path="docs/p.md", scope="profiling", mode="native", details=True)

    def run() -> str:
        return strip_marks(mark(text, text, analysis, tags(analysis, Labels()), Marks()) or "")

    return run


USES = {"analyse": _analyse, "details": _details, "refactor": _refactor, "mark": _mark}


def _settings(modes: object) -> Settings:
    pages = [
        {"match": "plan.md", "scope": "proposal"},
        {"match": "**", "scope": "profiling", "mode": "native"},
    ]
    return Settings.from_mapping({"modes": modes, "pages": pages})


def _with_modes(count: int, name: Callable[[int], str]) -> Callable[[], object]:
    settings = _settings({"native": {}} | {f"m{i}": {"aliases": [name(i)]} for i in range(count)})
    text = "".join(f"The {name(i)} is slower than native.\n\n" for i in range(100))
    return lambda: analyse(text, settings, path="docs/p.md", scope="profiling", mode="native")


GROWN: dict[str, Callable[[int], Callable[[], object]]] = {
    "modes": lambda size: _with_modes(size // 40, lambda i: f"engine{i}"),
    "aliases that are prefixes": lambda size: _with_modes(int((size / 20) ** 0.5), lambda i: "ab" * (i + 1)),
}
