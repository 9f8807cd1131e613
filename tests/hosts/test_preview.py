"""Findings in the pages: where their asides stand, and that nothing of them is in a normal build."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from tests.hosts.serving import serving

HEAD = "---\nscope: profiling\nmode: native\n---\n\n"
QUESTION = "Why is the Node binding faster than the native core?"
PROPOSAL = "We should implement arenas in the first phase."
FASTER = "The Node binding is three times faster than the native core."
TABLE = (
    "| Load | Native core | Node binding |\n|------|-------------|--------------|\n| a | 4.1 s | 9.4 s |\n"
)
EXTENSIONS = """
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - toc: {permalink: true}
"""
# What HTML allows an aside to stand in
HOLDERS = {"main", "div", "li", "dd", "td", "blockquote", "details", "article"}


@pytest.fixture(autouse=True)
def shown(site: Any) -> None:
    site.configure("serve_warnings: build", EXTENSIONS)


def built(site: Any, text: str) -> BeautifulSoup:
    site.write({"docs/core.md": HEAD + text})
    assert site.build().code == 0
    page: BeautifulSoup = site.page("core.html")
    return page


def asides(page: BeautifulSoup) -> list[str]:
    """Return the asides as `CODE after ELEMENT in ELEMENT`, in document order."""
    found = []
    for aside in page.select("aside.ps-finding"):
        before = aside.find_previous_sibling(lambda e: e.name != "aside")
        parent = aside.parent
        assert isinstance(parent, Tag)
        assert parent.name in HOLDERS, aside
        assert not aside.find_parent("aside")
        after = before.name if isinstance(before, Tag) else "nothing"
        found.append(f"{only(aside, '.ps-code').text} after {after} in {parent.name}")
    return found


def only(page: Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


CASES = {
    "paragraph": (f"# Core\n\n{QUESTION}\n", ["PS102 after p in main"]),
    "heading": ("# Core\n\n## Native core vs. Node binding\n", ["PS105 after h2 in main"]),
    "table": (f"# Core\n\n{TABLE}\nText.\n", ["PS104 after table in main"]),
    "tight item": (f"# Core\n\n- {QUESTION}\n- b\n", ["PS102 after nothing in li"]),
    "item above others": (f"# Core\n\n- {QUESTION}\n    - b\n- c\n", ["PS102 after nothing in li"]),
    "loose item": (f"# Core\n\n- {QUESTION}\n\n    More.\n\n    - b\n\n- c\n", ["PS102 after p in li"]),
    "quote": (f"# Core\n\n> {QUESTION}\n", ["PS102 after p in blockquote"]),
    "admonition": (f"# Core\n\n!!! note\n\n    {PROPOSAL}\n", ["PS201 after p in div"]),
    "title of an admonition": (
        f'# Core\n\n!!! note "{QUESTION}"\n\n    It reads.\n',
        ["PS102 after p in div"],
    ),
    "folded": (f'# Core\n\n??? tip "{QUESTION}"\n\n    It reads.\n', ["PS102 after summary in details"]),
    "tab": (f'# Core\n\n=== "One"\n\n    {QUESTION}\n', ["PS102 after p in div"]),
    "title of a tab": (f'# Core\n\n=== "{QUESTION}"\n\n    It reads.\n', ["PS102 after div in main"]),
    "definition": (f"# Core\n\nTerm\n:   {PROPOSAL}\n", ["PS201 after nothing in dd"]),
    "footnote": (f"# Core\n\nIt reads.[^1]\n\n[^1]: {QUESTION}\n", ["PS102 after p in li"]),
    "two in one paragraph": (f"# Core\n\n{QUESTION} {PROPOSAL}\n", None),
    "raw HTML": (
        "# Core\n\n<table>\n<tr><th>Load</th><th>Native core</th><th>Node binding</th></tr>\n"
        "<tr><td>a</td><td>4.1 s</td><td>9.4 s</td></tr>\n</table>\n\nSome text.\n",
        ["PS104 after table in main"],
    ),
    "words in raw HTML that is closed further below": (
        f"# Core\n\n<details><summary>{QUESTION}</summary>\n\n{PROPOSAL}\n\n</details>\n\nSome text.\n",
        ["PS102 after details in main", "PS201 after details in main"],
    ),
    "words of HTML that is read as Markdown": (
        f'# Core\n\n<details markdown class="grid cards">\n<summary>{QUESTION}</summary>\n\nSome text.\n\n'
        f'</details>\n\n<div markdown="1">\n{FASTER}\n</div>\n',
        ["PS102 after summary in details", "PS101 after p in div"],
    ),
    "comment of its own": (
        "# Core\n\nSome text.\n\n<!-- profiling-scope: ignore[PS999] no -->\n\nMore text.\n",
        ["PS903 after p in main"],
    ),
    "list run into a paragraph": (f"# Core\n\nText:\n- {QUESTION}\n- b\n", ["PS102 after p in main"]),
    "items of nothing but links": (
        "# Core\n\n## Reports\n\n- [The year one](gone/one.md)\n- [The year two](gone/two.md)\n",
        ["PS303 after a in li", "PS303 after a in li"],
    ),
    "words without blanks between them": (
        "# 读取\n\n在本机上，见[设计](gone.md)。\n",
        ["PS303 after p in main"],
    ),
    "a link of many": (
        "# Core\n\nSome text.\n\n[One](index.md)\n\n[Two](two.md)\n\n[Three](index.md)\n\nMore text.\n",
        ["PS303 after p in main"],
    ),
    "first heading": ("# Native core vs. Node binding\n\nText.\n", ["PS105 after section in main"]),
}


@pytest.mark.parametrize("case", CASES)
def test_an_aside_stands_where_html_allows_it(site: Any, case: str) -> None:
    text, expected = CASES[case]
    page = built(site, text)
    found = asides(page)
    if expected is None:
        assert len(found) >= 1
        assert {line.split(" ", 1)[1] for line in found} == {"after p in main"}
    else:
        assert found == expected
    if case == "raw HTML":
        assert 'the table "Load | Native core | Node binding" puts' in only(page, ".ps-message").text
    for aside in page.select("aside.ps-finding"):
        (element,) = page.select(f'[data-ps-notes~="{aside["data-ps-note"]}"]')
        assert only(aside, ".ps-code").text in str(element["data-ps-findings"]).split()


def test_no_paragraph_stays_around_raw_html_with_what_was_found_in_it(site: Any) -> None:
    # Of one piece for Python-Markdown, while CommonMark knows a paragraph in it.
    text = '<div align="center">\n\n[One](gone.md)\n\n</div>\n'
    page = built(site, f"# Core\n\nIt reads 4 MB/s.\n\n{text}\nIt writes.\n")
    div = only(page, "div[align]")
    assert (div.parent and div.parent.name, div["data-ps-findings"]) == ("main", "PS303")
    assert asides(page) == ["PS303 after div in main"]


def test_asides_of_an_item_follow_its_text_in_the_order_of_the_findings(site: Any) -> None:
    text = f"- {FASTER} {PROPOSAL}\n\n    ```\n    read()\n    ```\n\n    {QUESTION}\n"
    assert asides(built(site, f"# Core\n\n{text}")) == [
        "PS101 after p in li",
        "PS201 after p in li",
        "PS102 after p in li",
    ]
    children = only(site.page("core.html"), "main li").find_all(recursive=False)
    assert [child.name for child in children] == ["p", "aside", "aside", "div", "p", "aside"]


def test_what_an_aside_says(site: Any) -> None:
    (aside,) = built(site, f"# Core\n\n{QUESTION} It reads.\n").select("aside")
    text = " ".join(aside.text.split())
    assert text.startswith("PS102 cross-mode-question warning docs/core.md:8:1")
    assert f'"{QUESTION}" asks about Node binding' in text
    assert "Reason" in text
    assert "Fix ask where this mode spends its time" in text
    assert "Suppress <!-- profiling-scope: ignore[PS102] reason --> on its own line, before line 8" in text
    assert aside["data-ps-words"] == QUESTION
    assert (aside["role"], aside["aria-label"]) == ("note", "PS102, warning, line 8")


def test_the_code_leads_to_the_rule(site: Any) -> None:
    page = built(site, f"# Core\n\n{QUESTION}\n")
    assert only(page, "aside .ps-code")["href"] == "profiling-scope-rules.html#PS102"
    rule = only(site.page("profiling-scope-rules.html"), "#PS102")
    assert rule.text == "PS102 cross-mode-question"
    assert "is answered by comparing" in rule.find_next_siblings("p")[1].text

    site.configure('serve_warnings: build\nrule_docs: "https://docs.test/{code}/"')
    page = built(site, f"# Core\n\n{QUESTION}\n")
    assert only(page, "aside .ps-code")["href"] == "https://docs.test/PS102/"
    assert not (site.root / "site/profiling-scope-rules.html").exists()


def test_the_summary_counts(site: Any) -> None:
    comment = "<!-- profiling-scope: ignore[PS201] agreed -->"
    page = built(site, f"# Core\n\n{QUESTION}\n\n{FASTER}\n\n{comment}\n{PROPOSAL}\n")
    (summary,) = page.select("h1 + .ps-page + .ps-summary")
    assert only(summary, ".ps-counts").text == "2 findings: 2 warnings, 1 suppressed"
    assert summary["data-ps-count"] == "2"
    assert only(summary, ".ps-report a")["href"] == "profiling-scope-report.html"
    assert PROPOSAL not in " ".join(aside.text for aside in page.select("aside"))

    page = built(site, "# Core\n\nIt reads.\n")
    assert only(page, ".ps-summary .ps-counts").text == "nothing found"
    assert page.select("button") == []
    assert site.page("index.html").select(".ps-summary") == []


def test_what_a_baseline_accepts_is_not_shown(site: Any) -> None:
    entry = {"path": "docs/core.md", "code": "PS102", "text": QUESTION, "count": 1}
    site.write({"profiling-scope-baseline.json": json.dumps({"version": 1, "findings": [entry]})})
    page = built(site, f"# Core\n\n{QUESTION}\n\n{PROPOSAL}\n")
    assert [code.text for code in page.select("aside .ps-code")] == ["PS201"]
    assert "1 in the baseline" in only(page, ".ps-counts").text


def test_a_finding_about_the_page_or_without_an_element_stands_below_the_title(site: Any) -> None:
    site.write({"docs/core.md": "---\nscope: profilng\n---\n\n# Core\n\nIt reads.\n"})
    site.build()
    assert asides(site.page("core.html")) == ["PS302 after section in main"]

    hook = "def on_page_read_source(page, config):\n    return page.file.content_string.replace('a', 'o')\n"
    site.configure("serve_warnings: build", "hooks: [hook.py]")
    site.write({"hook.py": hook, "docs/core.md": f"{HEAD}# Core\n\n{QUESTION}\n"})
    site.build()
    assert asides(site.page("core.html")) == ["PS102 after section in main"]


def test_hostile_text_is_text(site: Any) -> None:
    hostile = "</aside><script>a(1)</script> {{ seven }}"
    name = "<img src=x onerror=alert(1)>.md"
    site.write({f"docs/{name}": f"{HEAD}# Core\n\nWhy is {hostile} Node faster?\n"})
    site.build()
    (aside,) = site.page(name.replace(".md", ".html")).select("aside")
    assert hostile in aside.text
    assert name in aside.select_one(".ps-place").text
    assert aside.select("script, img, aside") == []
    assert [a["href"] for a in aside.select("a")] == ["profiling-scope-rules.html#PS102"]


@pytest.mark.parametrize("theme", ["mkdocs", "{name: material, font: false}"])
def test_neither_search_nor_table_of_contents_nor_anchors_change(site: Any, theme: str) -> None:
    text = f"# Core\n\n{QUESTION}\n\n## Native core vs. Node binding\n\n- {FASTER}\n\n{TABLE}"
    site.write({"docs/core.md": HEAD + text})

    def outcome(options: str) -> Any:
        site.configure(options, f"theme: {theme}\n{EXTENSIONS}", plugins="- search")
        assert site.build().code == 0
        index = json.loads((site.root / "site/search/search_index.json").read_text("utf-8"))
        page = site.page("core.html")
        for ours in page.select("aside.ps-finding, .ps-summary"):
            ours.decompose()
        return index["docs"], [e["id"] for e in page.select("[id]")], len(page.select("nav a"))

    assert outcome("serve_warnings: build") == outcome("serve_warnings: 'off'")


def test_without_tags_there_are_findings_and_nothing_else(site: Any) -> None:
    site.configure("serve_warnings: build\ntags: false")
    page = built(site, f"# Core\n\nIt decodes 4.2M rows/s.\n\n{QUESTION}\n")
    assert asides(page) == ["PS102 after p in main"]
    assert page.select("[data-ps-scope], [data-ps-metric], .ps-page") == []
    assert [e["data-ps-findings"] for e in page.select("[data-ps-findings]")] == ["PS102"]


KEEPING = """
pages = []

def on_page_context(context, *, page, **others):
    pages.append(page)

def on_post_build(**others):
    for page in pages:
        print("kept", page.file.src_uri, "ps-message" in page.content, "Node binding" in page.content)
"""


def test_what_is_for_authors_is_english_on_a_site_of_any_language(site: Any) -> None:
    page = built(site, f"# Core\n\n{QUESTION}\n")
    parts = page.select(".ps-finding, .ps-summary")
    parts += [site.page(f"profiling-scope-{name}.html").find("h1") for name in ("report", "rules")]
    parts += [site.page("profiling-scope-rules.html").find(id="PS101").parent]
    parts += site.page("profiling-scope-report.html").select(".psr")
    assert len(parts) == 6
    assert {(part.get("lang"), part.get("dir")) for part in parts} == {("en", "ltr")}


def test_what_is_shown_does_not_stay_in_memory_with_the_page(site: Any) -> None:
    site.configure("serve_warnings: build", "hooks: [hook.py]")
    site.write({"hook.py": KEEPING, "docs/core.md": f"{HEAD}# Core\n\n{QUESTION}\n"})
    kept = [line for line in site.build().log.splitlines() if line.startswith("kept core.md")]
    assert kept == ["kept core.md False True"]
    assert len(site.page("core.html").select("aside.ps-finding")) == 1


@pytest.mark.parametrize("options", ["", "serve_warnings: false"])
def test_nothing_of_it_is_in_a_normal_build(site: Any, options: str) -> None:
    site.configure(options)
    built(site, f"# Core\n\n{QUESTION}\n")
    html = site.html("core.html")
    for ours in ("<aside", "ps-finding", "ps-summary", "data-ps-notes", "preview"):
        assert ours not in html
    assert [p.name for p in (site.root / "site").rglob("*") if "preview" in p.name or "rules" in p.name] == []


def test_off_is_off_while_serving(site: Any) -> None:
    site.configure("serve_warnings: 'off'")
    site.write({"docs/core.md": f"{HEAD}# Core\n\n{QUESTION}\n"})
    with serving(site) as server:
        assert any("PS102" in line for line in server.until("Serving on"))
        assert server.page("core.html").select("aside, .ps-summary") == []


def test_properdocs_serves_it_as_well(site: Any) -> None:
    site.configure()
    site.write({"docs/core.md": f"{HEAD}# Core\n\n{QUESTION}\n"})
    with serving(site, "-f", "mkdocs.yml", host="properdocs") as server:
        server.until("Serving on")
        page = server.page("core.html")
        assert asides(page) == ["PS102 after p in main"]
        assert page.select_one("link[href$='profiling-scope-preview.css']") is not None
