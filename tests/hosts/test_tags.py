"""Tags on the rendered pages."""

from __future__ import annotations

from typing import Any

HEAD = "---\nscope: profiling\nmode: native\n---\n\n"
QUESTION = "Why is the Node binding faster than the native core?"
PROPOSAL = "We should implement arenas in the first phase."


def test_a_block_says_what_it_is_and_where_it_stands(site: Any) -> None:
    site.write({"docs/core.md": f"{HEAD}# Core\n\nIt decodes 4.2M rows/s.\n\n{PROPOSAL}\n\n{QUESTION}\n"})
    site.build()
    tags = site.tags("core.html")
    assert "p 10-10 proposal" in tags
    assert "p 12-12 cross" in tags


def test_every_kind_of_block(site: Any) -> None:
    site.write(
        {
            "docs/plan.md": """
                ---
                scope: proposal
                ---

                ## The proposed change

                We should implement arenas in the first phase.

                - We should replace the map with a vector.

                    And we should measure the result.

                - We should drop the lock.
                  Then we should tune the batches.

                !!! note

                    We recommend to implement this in phase two.

                | Phase | proposed change | expected gain |
                |-------|-----------------|---------------|
                | One   | implement arenas | +15 %        |
                | Two   | replace the map  | +10 %        |
            """
        }
    )
    site.configure(top="markdown_extensions: [admonition, def_list]")
    site.build()
    tags = site.tags("plan.html")
    for expected in ("h2 5-5 proposal", "p 7-7 proposal", "li 13-14 proposal", "p 18-18 proposal"):
        assert expected in tags
    assert any(tag.startswith("li 9-") for tag in tags)
    assert any(tag.startswith("table 20-23") for tag in tags)


def test_a_list_that_markdown_runs_into_its_paragraph_shares_one_element(site: Any) -> None:
    text = f"The rows are read in order.\n- {PROPOSAL}\n- {QUESTION}\n"
    site.write({"docs/core.md": HEAD + text})
    site.build()
    assert site.tags("core.html") == ["p 6-8 proposal cross"]


def test_a_section_of_one_kind_is_announced_at_its_heading(site: Any) -> None:
    text = f"# Core\n\nIt decodes 4.2M rows/s.\n\n## Recommendations\n\n{PROPOSAL}\n\n- Implement batches.\n"
    site.write({"docs/core.md": HEAD + text})
    site.build()
    headings = site.page("core.html").select(".ps-section")
    assert [(h.text, h["data-ps-scope"], h["id"]) for h in headings] == [
        ("Recommendations", "proposal", "recommendations")
    ]


def test_code_goes_with_the_blocks_around_it(site: Any) -> None:
    text = (
        f"# Core\n\n## Proposed change\n\n{PROPOSAL} For example:\n\n```rust\nlet rows = Arena::new();\n```\n"
    )
    for extension in ("fenced_code", "pymdownx.superfences"):
        site.configure(top=f"markdown_extensions: [{extension}, codehilite]")
        site.write({"docs/core.md": f"{HEAD}{text}\n{PROPOSAL}\n"})
        site.build()
        code = site.page("core.html").select_one("[data-ps-lines='12-14']")
        assert code is not None, extension
        assert "Arena::new()" in code.text


def test_a_badge_says_what_differs_from_what_is_around(site: Any) -> None:
    site.write(
        {
            "docs/core.md": f"""
                ---
                scope: profiling
                ---

                # Core

                It decodes 4.2M rows/s.

                ## Figures

                It decodes 4.2M rows/s.

                ## Recommendations

                ### First

                {PROPOSAL}

                ### Second

                {PROPOSAL}
            """
        }
    )
    site.build()
    sections = site.page("core.html").select(".ps-section")
    assert [(h.text, h["data-ps-scope"], h.get("data-ps-label")) for h in sections] == [
        ("Figures", "profiling", None),
        ("Recommendations", "proposal", "Proposal"),
        ("First", "proposal", None),
        ("Second", "proposal", None),
    ]


def test_what_figures_measure(site: Any) -> None:
    site.write(
        {
            "docs/core.md": """
                ---
                scope: profiling
                ---

                It decodes 4.2M rec/s.

                - Peak memory: 96 MB

                | Threads | Time (ms) |
                |--------:|----------:|
                |       1 |       2.7 |

                ```text
                main;scan;decode 4120
                main;scan;sort 2210
                ```
            """
        }
    )
    site.configure(top="markdown_extensions: [fenced_code]")
    site.build()
    found = site.page("core.html").select("[data-ps-metric]")
    assert [(element.name, element["data-ps-metric"]) for element in found] == [
        ("p", "throughput"),
        ("li", "memory"),
        ("table", "latency"),
        ("pre", "flame-graph"),
    ]


def test_labels_in_another_language(site: Any) -> None:
    site.configure("tags: {labels: {profiling: Messung & Profil, proposal: Vorschlag}}")
    site.write({"docs/core.md": f"{HEAD}# Core\n\n4.2M rows/s.\n\n## Plan\n\n{PROPOSAL}\n"})
    site.build()
    page = site.page("core.html")
    assert [e["data-ps-label"] for e in page.select("[data-ps-label]")] == ["Messung & Profil", "Vorschlag"]
    assert page.select_one(".ps-page")["aria-label"] == "Messung & Profil, Native core"


def test_labels_can_be_switched_off(site: Any) -> None:
    site.configure("tags: {labels: false}")
    site.write({"docs/core.md": f"{HEAD}# Core\n\n4.2M rows/s.\n\n## Plan\n\n{PROPOSAL}\n"})
    site.build()
    page = site.page("core.html")
    assert page.select("[data-ps-label], [role=note]") == []
    assert page.select_one("h2.ps-section")["data-ps-scope"] == "proposal"


def test_titles_of_modes_are_escaped(site: Any) -> None:
    site.configure("""pages: [{match: "core.md", scope: profiling, mode: odd}]""")
    config = (
        (site.root / "mkdocs.yml")
        .read_text()
        .replace("  native:", "  odd: {title: '<b>\"'}\n        native:")
    )
    (site.root / "mkdocs.yml").write_text(config)
    site.write({"docs/core.md": "It decodes 4.2M rows/s.\n"})
    site.build()
    assert 'data-ps-title="&lt;b&gt;&quot;"' in site.html("core.html")


def test_tags_can_be_switched_off(site: Any) -> None:
    site.configure("tags: false")
    site.write({"docs/core.md": f"{HEAD}{PROPOSAL}\n"})
    site.build()
    assert "data-ps" not in site.html("core.html")
    assert "profiling-scope.css" not in site.html("core.html")
    assert not (site.root / "site/assets/profiling-scope.css").exists()


def test_the_style_sheet_is_linked_and_copied_and_can_be_replaced(site: Any) -> None:
    site.build()
    assert 'href="assets/profiling-scope.css"' in site.html("index.html")
    assert ".ps-page" in site.html("assets/profiling-scope.css")
    assert not (site.root / "docs/assets").exists()

    site.write({"docs/assets/profiling-scope.css": "/* ours */\n"})
    site.build("--strict")
    assert site.html("assets/profiling-scope.css") == "/* ours */\n"


def test_windows_line_ends_and_a_byte_order_mark(site: Any) -> None:
    text = f"{HEAD}# Core\n\n{PROPOSAL}\n".replace("\n", "\r\n")
    (site.root / "docs/core.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    site.build()
    assert "p 8-8 proposal" in site.tags("core.html")


def test_a_text_that_was_replaced_before_rendering_is_not_guessed_at(site: Any) -> None:
    site.configure(top="hooks: [hook.py]")
    site.write(
        {
            "hook.py": """
                def on_page_read_source(page, config):
                    return page.file.content_string.replace("first", "second")
            """,
            "docs/core.md": f"{HEAD}{PROPOSAL}\n",
        }
    )
    build = site.build("--verbose")
    assert site.tags("core.html") == []
    assert "docs/core.md: not tagged, because its text was replaced" in build.log


def test_no_mark_is_left_for_other_plugins_or_in_raw_html(site: Any) -> None:
    site.configure("report: false", top="hooks: [hook.py]")
    site.write(
        {
            "hook.py": """
                def on_page_content(html, page, **kwargs):
                    assert page.markdown.isascii() and html.isascii(), page.markdown
            """,
            "docs/core.md": f"{HEAD}<div>\n\n{PROPOSAL}\n\n</div>\n\n    {PROPOSAL}\n\n{PROPOSAL}\n",
        }
    )
    assert site.build().code == 0
