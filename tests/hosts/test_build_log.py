"""Findings in the log of `mkdocs build`."""

from __future__ import annotations

from typing import Any

QUESTION = "Why is the Node binding faster than the native core?\n"


def test_a_finding_is_one_line_at_its_place_in_the_source_file(site: Any) -> None:
    site.write({"docs/core.md": "---\nscope: profiling\nmode: native\n---\n\n# Core\n\n" + QUESTION})
    build = site.build()
    assert build.findings == ["WARNING docs/core.md:8:1: PS102"]
    assert build.code == 0


def test_strict_fails_with_a_finding(site: Any) -> None:
    site.write({"docs/core.md": "---\nscope: profiling\nmode: native\n---\n" + QUESTION})
    build = site.build("--strict")
    assert build.code == 1
    assert "Aborted with 1 warnings in strict mode" in build.log


def test_strict_passes_without_one(site: Any) -> None:
    site.write({"docs/core.md": "---\nscope: profiling\nmode: native\n---\n\nIt decodes 4.2M rows/s.\n"})
    assert site.build("--strict").code == 0


def test_a_page_without_scope_is_left_alone(site: Any) -> None:
    site.write({"docs/core.md": "# Core\n\n" + QUESTION})
    assert site.build("--strict").findings == []


def test_where_no_page_has_a_scope_the_log_says_so_and_no_strict_build_fails(site: Any) -> None:
    said = "INFO    -  profiling-scope: nothing checked: no scope for 2 documents; give one with"
    site.write({"docs/core.md": "---\nscope: none\n---\n" + QUESTION})
    build = site.build("--strict")
    assert (build.code, build.log.count(said)) == (0, 1)
    site.write({"docs/core.md": "---\nscope: profiling\nmode: native\n---\nIt decodes 4.2M rows/s.\n"})
    assert "nothing checked" not in site.build().log


def test_scope_comes_from_globs_and_front_matter_overrides_them(site: Any) -> None:
    site.configure('pages: [{match: "perf/*", scope: profiling, mode: native}]')
    site.write({"docs/perf/a.md": QUESTION, "docs/perf/b.md": "---\nscope: none\n---\n" + QUESTION})
    assert site.build().findings == ["WARNING docs/perf/a.md:1:1: PS102"]


def test_multimarkdown_metadata_counts_as_front_matter(site: Any) -> None:
    site.write({"docs/core.md": "Scope: profiling\nmode: native\n\n" + QUESTION})
    assert site.build().findings == ["WARNING docs/core.md:4:1: PS102"]


def test_paths_are_absolute_outside_of_the_current_directory(site: Any, tmp_path_factory: Any) -> None:
    site.write({"docs/core.md": "---\nscope: profiling\nmode: native\n---\n" + QUESTION})
    build = site.build(cwd=tmp_path_factory.mktemp("elsewhere"))
    assert build.findings == [f"WARNING {site.root}/docs/core.md:5:1: PS102"]


def test_what_other_plugins_do_to_the_text_moves_no_finding(site: Any) -> None:
    site.configure(top="hooks: [hook.py]")
    site.write(
        {
            "hook.py": """
                def on_page_markdown(markdown, **kwargs):
                    return "Added above.\\n\\n" + markdown
            """,
            "docs/core.md": "---\nscope: profiling\nmode: native\n---\n" + QUESTION,
        }
    )
    assert site.build().findings == ["WARNING docs/core.md:5:1: PS102"]


def test_generated_pages_are_analysed(site: Any) -> None:
    site.configure('pages: [{match: "made/**", scope: profiling, mode: native}]', top="hooks: [hook.py]")
    site.write(
        {
            "hook.py": f"""
                from mkdocs.structure.files import File

                def on_files(files, config):
                    files.append(File.generated(config, "made/core.md", content={QUESTION!r}))
            """
        }
    )
    assert site.build().findings == ["WARNING docs/made/core.md:1:1: PS102"]


def test_a_generated_page_is_named_by_where_it_belongs_not_by_where_it_lies(site: Any) -> None:
    # As mkdocs-gen-files and the blog of Material make pages
    site.configure('pages: [{match: "made/**", scope: profiling, mode: native}]', top="hooks: [hook.py]")
    site.write(
        {
            "made-today/made/core.md": QUESTION,
            "hook.py": """
                from mkdocs.structure.files import File

                def on_files(files, config):
                    folder = config.config_file_path.replace("mkdocs.yml", "made-today")
                    file = File("made/core.md", folder, config.site_dir, config.use_directory_urls)
                    file.generated_by = "gen-files"
                    files.append(file)
            """,
        }
    )
    assert site.build().findings == ["WARNING docs/made/core.md:1:1: PS102"]


def test_an_unknown_mode_is_an_error(site: Any) -> None:
    site.write({"docs/core.md": "---\nscope: profiling\nmode: nod\n---\n\nText.\n"})
    build = site.build("--strict")
    assert build.findings == ["ERROR docs/core.md:3:7: PS302"]
    assert build.code == 1


def test_a_misspelt_option_names_file_plugin_key_and_a_guess(site: Any) -> None:
    site.configure("pags: []")
    build = site.build()
    assert build.code == 1
    assert "Plugin 'profiling-scope' option 'pags': unknown key" in build.log
    assert "did you mean 'pages'?" in build.log
    assert "(in mkdocs.yml)" in build.log
    assert "Aborted with a configuration error" in build.log


def test_docs_dir_is_no_option_of_the_plugin(site: Any) -> None:
    site.configure("docs_dir: docs")
    assert "option 'docs_dir': belongs to the top level" in site.build().log


def test_a_glob_that_matches_nothing_is_a_warning(site: Any) -> None:
    site.configure('pages: [{match: "docs/core.md", scope: profiling}]')
    site.write({"docs/core.md": "# Core\n"})
    build = site.build("--strict")
    assert build.warnings == [
        "pages[0].match: 'docs/core.md' matches no document; "
        "globs are relative to docs_dir (docs); did you mean 'core.md'?"
    ]
    assert build.code == 1


def test_another_docs_dir(site: Any) -> None:
    site.configure('pages: [{match: "core.md", scope: profiling, mode: native}]', top="docs_dir: text/pages")
    site.write({"text/pages/core.md": QUESTION})
    assert site.build().findings == ["WARNING text/pages/core.md:1:1: PS102"]


def test_a_page_that_is_not_utf_8(site: Any) -> None:
    site.configure('pages: [{match: "core.md", scope: profiling, mode: native}]')
    (site.root / "docs/core.md").write_bytes(b"# Core\n\nl\xe4uft\n")
    build = site.build()
    assert build.code == 1
    assert "docs/core.md: not UTF-8, byte 0xe4 at offset 9; save the file as UTF-8" in build.log


def test_front_matter_that_mkdocs_cannot_read_is_told(site: Any) -> None:
    site.write({"docs/core.md": f"---\ntitle: Core: fast\nscope: profiling\nmode: native\n---\n\n{QUESTION}"})
    build = site.build("--strict")
    assert build.code == 1
    assert build.findings == ["ERROR docs/core.md:2:12: PS302", "WARNING docs/core.md:7:1: PS102"]


def test_listed_twice_the_plugin_says_everything_once(site: Any) -> None:
    site.configure(plugins="- profiling-scope")
    site.write({"docs/core.md": "---\nscope: profiling\n---\nWe should implement arenas in phase one.\n"})
    build = site.build()
    assert "was specified multiple times" in build.log
    assert [finding.split()[1] for finding in build.findings if "PS201" in finding] == ["docs/core.md:4:1:"]


LINK = "See [the plan](plan.md) and `docs/design/plan.md`.\n"


def test_a_broken_link_that_mkdocs_reports_is_not_reported_twice(site: Any) -> None:
    site.write({"docs/core.md": "---\nscope: profiling\nmode: native\n---\n\n# Core\n\n" + LINK})
    build = site.build()
    assert build.log.count("plan.md'") == 2  # the link by MkDocs, the code span by us
    assert build.findings == ["INFO docs/core.md:8:29: PS303"]


def test_a_broken_link_that_mkdocs_says_nothing_of_is_reported(site: Any) -> None:
    site.configure(top="validation: {links: {not_found: ignore}}")
    head = "---\nscope: profiling\nmode: native\n---\n\n"
    site.write({"docs/core.md": head + "See [the plan](plan.md).\n\nSee [the plan](/plan.md).\n"})
    assert site.build().findings == ["INFO docs/core.md:6:5: PS303", "INFO docs/core.md:8:5: PS303"]
    site.configure(top="validation: {links: {absolute_links: ignore}}")
    assert site.build().findings == ["INFO docs/core.md:8:5: PS303"]


def test_a_broken_link_to_what_the_settings_declare_is_a_finding_of_its_own(site: Any) -> None:
    site.configure("pages: [{match: plan.md, scope: proposal}]")
    site.write({"docs/core.md": "---\nscope: profiling\nmode: native\n---\n\n# Core\n\n" + LINK})
    assert "WARNING docs/core.md:8:5: PS303" in site.build().findings
