"""`profiling-scope refactor` in a site: its nav, its anchors, and `--by-mode`, which renames pages."""

from __future__ import annotations

import pytest

from tests.cli.conftest import MEASURES, PROFILE, SETTINGS, Project, committed, git, tree


@pytest.fixture
def listed(folder: Project) -> Project:
    """Return a site with a nav, comments, tags and an anchor, whose settings name no proposal."""
    options = "modes: {native: {}}, pages: [{match: 'profiling/**', scope: profiling, mode: native}]"
    plugins = f"plugins:\n  - profiling-scope: {{{options}}}\n"
    return folder.write(
        {
            "mkdocs.yml": f"site_name: !ENV [NAME, S]  # the name\n{plugins}{NAV}",
            "docs/index.md": "# S\n",
            "docs/profiling/read.md": PROFILE,
        }
    )


NAV = "nav:\n  - index.md\n  - Profiles: &p [profiling/read.md]  # both\n\nextra: {p: *p}\n"


def test_a_new_proposal_stands_in_the_nav_and_says_what_it_is(listed: Project) -> None:
    before = tree(listed)
    shown = listed.run("refactor", "--to", "docs/plan.md")
    assert "+++ b/mkdocs.yml\n" in shown.out
    assert "\n+  - plan.md\n" in shown.out
    assert "mkdocs.yml:7: plan.md is added to nav\n" in shown.err
    assert listed.run("refactor", "--to", "docs/plan.md", "--write").code == 0
    after = tree(listed)
    added = NAV.replace("# both\n", "# both\n  - plan.md\n")
    assert after["mkdocs.yml"].decode() == before["mkdocs.yml"].decode().replace(NAV, added)
    assert after["docs/plan.md"].startswith(b"---\nscope: proposal\n---\n\n# Optimization proposal\n")
    assert listed.run("refactor").err == "nothing to refactor\n"
    assert listed.run("check", "--fail-on", "info").code == 0


def test_a_nav_that_is_inherited_is_changed_where_it_is(listed: Project) -> None:
    base = tree(listed)["mkdocs.yml"].decode()
    listed.write({"base.yml": base, "mkdocs.yml": "INHERIT: base.yml\nsite_name: Mine\n"})
    assert listed.run("refactor", "--to", "docs/plan.md", "--write").code == 0
    after = tree(listed)
    assert after["mkdocs.yml"] == b"INHERIT: base.yml\nsite_name: Mine\n"
    assert b"  - plan.md\n" in after["base.yml"]


def test_a_nav_whose_place_is_not_certain_is_named(listed: Project) -> None:
    text = ">-\n      profiling/read.md"
    config = tree(listed)["mkdocs.yml"].decode().replace("&p [profiling/read.md]", text).replace("*p", "0")
    config = config.replace("  # both", "")
    listed.write({"mkdocs.yml": config})
    said = listed.run("refactor", "--to", "docs/plan.md", "--write").err
    assert "mkdocs.yml: add plan.md to nav by hand; its place is not certain\n" in said
    assert tree(listed)["mkdocs.yml"] == config.encode()


def test_a_proposal_that_is_no_part_of_the_site_is_not_listed_in_it(listed: Project) -> None:
    config = tree(listed)["mkdocs.yml"]
    said = listed.run("refactor", "--to", "plan.md", "--write").err
    assert "plan.md: is not in docs, so that the site does not have it\n" in said
    assert tree(listed)["mkdocs.yml"] == config


RESULTS = "profiling/NATIVE_RESULTS_SINGLE_THREADED.md"
PROFILE_OF_ONE = "profiling/native_core_single_thread_profile.md"
SITE = f"""\
site_name: S
plugins:
  - redirects:
      redirect_maps:
        'older.md': {RESULTS}  # since May
  - profiling-scope:
      modes: {{native: {{title: Native core}}, node: {{title: Node binding}}}}
      pages:
        - {{match: "{RESULTS}", scope: profiling, mode: native}}
        - {{match: "profiling/**", scope: profiling, mode: node}}
nav:
  - index.md
  - Profiles:
    - One thread: {RESULTS}
    - profiling/node_concurrent_profile.md
"""


@pytest.fixture
def unsorted(folder: Project) -> Project:
    """Return a site with a nav, a redirect and a script that name a page that is not called as a profile."""
    return folder.write(
        {
            "mkdocs.yml": SITE,
            "docs/index.md": f"# S\n\nThe [results]({RESULTS}#method), and `docs/{RESULTS}`.\n",
            f"docs/{RESULTS}": f"# Reading with the native core\n\n{MEASURES}\n## Method\n\n20 runs.\n",
            "docs/profiling/node_concurrent_profile.md": f"# The Node binding\n\n{MEASURES}",
            "tools/profile.sh": f"#!/bin/sh\nbench > docs/{RESULTS}\n",
        }
    )


def test_by_mode_says_what_is_renamed_and_created_and_what_it_leaves_to_a_person(unsorted: Project) -> None:
    shown = unsorted.run("refactor", "--by-mode")
    assert shown.code == 0, shown.err
    assert f"rename from docs/{RESULTS}\nrename to docs/{PROFILE_OF_ONE}\n" in shown.out
    old, new = RESULTS.split("/")[1], PROFILE_OF_ONE.split("/")[1]
    for line in (
        f"  Native core, single thread: docs/{RESULTS} becomes docs/{PROFILE_OF_ONE}\n",
        "  Native core, concurrent: docs/profiling/native_core_concurrent_profile.md is created",
        f"tools/profile.sh:2: names {old}, which is {new} now; change it by hand\n",
    ):
        assert line in shown.err


def test_by_mode_renames_creates_and_lets_everything_follow(unsorted: Project) -> None:
    assert unsorted.run("refactor", "--by-mode", "--write").code == 0
    after = tree(unsorted)
    assert f"docs/{RESULTS}" not in after
    config, index = after["mkdocs.yml"].decode(), after["docs/index.md"].decode()
    assert f"'older.md': {PROFILE_OF_ONE}  # since May\n        {RESULTS}: {PROFILE_OF_ONE}\n" in config
    assert f'- {{match: "{PROFILE_OF_ONE}", scope: profiling, mode: native}}\n' in config
    assert f"    - One thread: {PROFILE_OF_ONE}\n" in config
    assert "    - profiling/native_core_concurrent_profile.md\n" in config
    assert f"[results]({PROFILE_OF_ONE}#method), and `docs/{PROFILE_OF_ONE}`" in index
    assert after["docs/profiling/native_core_concurrent_profile.md"].startswith(b"---\nmode: native\n---\n")
    again = unsorted.run("refactor", "--by-mode")
    assert again.out == ""
    assert again.err.endswith("0 moves, 0 left to a person, 0 links to follow, 0 documents to change\n")


def test_by_mode_git_applies_the_diff_to_what_is_written(unsorted: Project) -> None:
    committed(unsorted)
    shown = unsorted.run("refactor", "--by-mode")
    assert unsorted.run("refactor", "--by-mode", "--write").code == 0
    written = tree(unsorted)
    git(unsorted, "stash", "-qu")
    git(unsorted, "apply", "-", stdin=shown.out)
    assert tree(unsorted) == written


def test_by_mode_settings_in_toml_and_the_baseline_follow(folder: Project) -> None:
    page = "profiling/node_sequential.md"
    entry = f'[[pages]]\nmatch = "{page}"  # the first\nscope = "profiling"\nmode = "node"\n\n'
    comparing = "The Node binding takes 12 ms, 3.7x slower than siltgrain.\n"
    folder.write(
        {
            "profiling-scope.toml": SETTINGS.replace("[[pages]]", f"{entry}[[pages]]", 1),
            f"docs/{page}": f"# Node binding\n\n{MEASURES}\n{comparing}",
        }
    )
    assert folder.run("baseline", "write").code == 0
    before = tree(folder)
    assert folder.run("refactor", "--by-mode", "--write").code == 0
    after = tree(folder)
    for name in ("profiling-scope.toml", "profiling-scope-baseline.json"):
        renamed = before[name].replace(b"node_sequential.md", b"node_binding_single_thread_profile.md")
        assert after[name] == renamed != before[name]
    assert folder.run("check").code == 0


def test_by_mode_without_redirects_says_what_keeps_addresses(unsorted: Project) -> None:
    start = SITE.index("  - redirects:")
    unsorted.write({"mkdocs.yml": SITE[:start] + SITE[SITE.index("  - profiling-scope:") :]})
    said = unsorted.run("refactor", "--by-mode").err
    assert f"the plugin redirects keeps them, redirect_maps: {{{RESULTS}: {PROFILE_OF_ONE}}}\n" in said


def test_by_mode_a_page_that_takes_a_placeholder_is_in_the_nav_once(unsorted: Project) -> None:
    unsorted.write(
        {
            "mkdocs.yml": SITE + f"    - {PROFILE_OF_ONE}  # soon\n    - index.md\n",
            f"docs/{PROFILE_OF_ONE}": "---\nmode: native\n---\n# Profile of the native core\n\nSoon.\n",
        }
    )
    refused = unsorted.run("refactor", "--by-mode")
    assert "belong together, and cannot be joined safely" in refused.err
    unsorted.write({f"docs/{PROFILE_OF_ONE}": "# Profile of the native core\n\nSoon.\n"})
    config = tree(unsorted)["mkdocs.yml"].decode()
    literal = f'        - {{match: "{PROFILE_OF_ONE}", scope: profiling, mode: native}}\n'
    unsorted.write({"mkdocs.yml": config.replace("      pages:\n", f"      pages:\n{literal}")})
    assert unsorted.run("refactor", "--by-mode", "--write").code == 0
    nav = tree(unsorted)["mkdocs.yml"].decode().partition("nav:")[2]
    assert nav.count(PROFILE_OF_ONE) == 1
    assert nav.endswith("node_single_thread_profile.md\n    - index.md\n")
    assert tree(unsorted)[f"docs/{PROFILE_OF_ONE}"].endswith(
        b"20 runs.\n\n## Profile of the native core\n\nSoon.\n"
    )


PYMDOWNX = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}"
SLUGS = {
    "by default": ("permalink: true", "groe-schritte"),
    "separator": ("separator: _", "groe_schritte"),
    "of pymdownx": (f"slugify: {PYMDOWNX}", "große-schritte"),
    "of markdown": ("slugify: !!python/name:markdown.extensions.toc.slugify_unicode", "große-schritte"),
}


@pytest.mark.parametrize(("option", "anchor"), SLUGS.values(), ids=SLUGS)
def test_anchors_are_those_of_the_site(listed: Project, option: str, anchor: str) -> None:
    config = tree(listed)["mkdocs.yml"].decode()
    listed.write({"mkdocs.yml": f"{config}markdown_extensions:\n  - toc:\n      {option}\n"})
    listed.write({"docs/profiling/read.md": PROFILE.replace("Roadmap", "Große Schritte")})
    listed.write({"docs/index.md": f"# S\n\nThe [plan](profiling/read.md#{anchor}).\n"})
    said = listed.run("refactor", "--to", "docs/plan.md", "--write").err
    assert "toc.slugify" not in said
    text = tree(listed)["docs/profiling/read.md"].decode()
    assert f"[plan](plan.md#{anchor})" in tree(listed)["docs/index.md"].decode()
    assert f'<a id="{anchor}"></a>\nMoved to [plan.md](../plan.md#{anchor})' in text


def test_anchors_that_are_not_known_are_named(listed: Project) -> None:
    config = tree(listed)["mkdocs.yml"].decode()
    toc = "markdown_extensions:\n  - toc:\n      slugify: !!python/name:ours.slugs\n"
    listed.write({"mkdocs.yml": config + toc})
    said = listed.run("refactor", "--to", "docs/plan.md").err
    assert "mkdocs.yml: toc.slugify is not known here; check links to headings\n" in said
