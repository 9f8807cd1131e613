"""Settings: what a mapping means, and what is said about one that means nothing."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_profiling_scope.core.settings.checked import SettingsError
from mkdocs_profiling_scope.core.settings.settings import Mode, Settings
from mkdocs_profiling_scope.core.settings.shown import Nav

KEYS = (
    "allowed: modes, pages, rules, nav, tags, report, serve_warnings, rule_docs, medium, docs_dir, baseline"
)
MODES = {
    "native": {"title": "Native core", "aliases": ["siltgrain", "libsilt"]},
    "node": {"aliases": ["SiltStream"]},
}
NO_TEXT = "is not a text that is not empty; quote it if YAML reads it as something else"

WRONG = [
    # the whole
    ([], "settings: [] is not a mapping of names to values"),
    ("modes", "settings: 'modes' is not a mapping of names to values"),
    ({"mods": {}}, f"mods: unknown key; {KEYS}; did you mean 'modes'?"),
    ({"zebra": 1}, f"zebra: unknown key; {KEYS}"),
    ({3: 1}, f"3: unknown key; {KEYS}"),
    # modes
    (
        {"modes": ["native"]},
        "modes: ['native'] is not a mapping of names to values, "
        "as in {native: {aliases: [libsilt]}, node: {}}",
    ),
    (
        {"modes": {"native": "siltgrain"}},
        "modes.native: 'siltgrain' is not a mapping of names to values, as in {aliases: [libsilt]}",
    ),
    (
        {"modes": {"native": {"alias": []}}},
        "modes.native.alias: unknown key; allowed: title, aliases; did you mean 'aliases'?",
    ),
    (
        {"modes": {"native": {"aliases": "siltgrain"}}},
        "modes.native.aliases: 'siltgrain' is not a list; put [ ] around it",
    ),
    (
        {"modes": {"native": {"aliases": ["a", 3]}}},
        f"modes.native.aliases[1]: 3 {NO_TEXT}",
    ),
    (
        {"modes": {"native": {"title": " "}}},
        f"modes.native.title: ' ' {NO_TEXT}",
    ),
    ({"modes": {True: {}}}, f"modes: True {NO_TEXT}"),
    (
        {"modes": {"native": {"aliases": ["libsilt", "core"]}, "node": {"aliases": ["silt", "Core"]}}},
        "modes.node.aliases[1]: 'Core' is a name of the mode 'native' already; "
        "a name can stand for one mode only",
    ),
    (
        {"modes": {"native": {"title": "Native core"}, "node": {"title": "Native core"}}},
        "modes.node.title: 'Native core' is a name of the mode 'native' already; "
        "a name can stand for one mode only",
    ),
    (
        {"modes": {"native": {"aliases": ["node"]}, "node": {}}},
        "modes.node: 'node' is a name of the mode 'native' already; a name can stand for one mode only",
    ),
    # pages
    ({"pages": {"match": "a"}}, "pages: {'match': 'a'} is not a list; put [ ] around it"),
    (
        {"pages": ["a/**"]},
        "pages[0]: 'a/**' is not a mapping of names to values, "
        'as in {match: "design/profiling/**", scope: profiling}',
    ),
    (
        {"pages": [{"scope": "profiling"}]},
        'pages[0].match: missing; give a glob relative to docs_dir, as in "design/profiling/**"',
    ),
    (
        {"pages": [{"match": "a"}, {"match": "b", "scop": "none"}]},
        "pages[1].scop: unknown key; allowed: match, scope, mode; did you mean 'scope'?",
    ),
    (
        {"pages": [{"match": "a", "scope": "profile"}]},
        "pages[0].scope: 'profile' is not known; allowed: profiling, proposal, none"
        "; did you mean 'profiling'?",
    ),
    (
        {"modes": MODES, "pages": [{"match": "a", "mode": "natve"}]},
        "pages[0].mode: 'natve' is not known; allowed: native, node; did you mean 'native'?",
    ),
    (
        {"pages": [{"match": "a", "mode": "native"}]},
        "pages[0].mode: 'native' is not known; allowed: nothing, none is configured",
    ),
    # rules
    (
        {"rules": ["proposal"]},
        "rules: ['proposal'] is not a mapping of names to values, as in {opportunity: \"off\"}",
    ),
    (
        {"rules": {"opportunity": "hint"}},
        "rules.opportunity: 'hint' is not known; allowed: error, warning, info, off",
    ),
    (
        {"rules": {"opportunity": "warn"}},
        "rules.opportunity: 'warn' is not known; allowed: error, warning, info, off; did you mean 'warning'?",
    ),
    # the rest
    ({"nav": False}, 'nav: False is not a mapping of names to values, as in {placement: "off"}'),
    (
        {"nav": {"placment": "move"}},
        "nav.placment: unknown key; allowed: profiling, proposal, placement, overview"
        "; did you mean 'placement'?",
    ),
    ({"nav": {"placement": "top"}}, "nav.placement: 'top' is not known; allowed: move, link, off"),
    ({"nav": {"profiling": ""}}, f"nav.profiling: '' {NO_TEXT}"),
    ({"tags": {"label": {}}}, "tags.label: unknown key; allowed: labels; did you mean 'labels'?"),
    (
        {"tags": {"labels": ["Plan"]}},
        "tags.labels: ['Plan'] is not true, false, or a mapping from scope to text",
    ),
    (
        {"tags": {"labels": {"proposals": "Plan"}}},
        "tags.labels.proposals: unknown key; allowed: profiling, proposal, opportunity"
        "; did you mean 'proposal'?",
    ),
    ({"tags": {"labels": {"proposal": False}}}, 'tags.labels.proposal: False is not a text; "" for no badge'),
    (
        {"nav": {"overview": 1}},
        "nav.overview: 1 is not true, false, the word for an overview, or a mapping to texts",
    ),
    ({"tags": "yes"}, "tags: 'yes' is not true, false, or a mapping with the key labels"),
    ({"report": 1}, "report: 1 is not true or false"),
    ({"medium": "high"}, "medium: 'high' is not known; allowed: info, level, off"),
    (
        {"medium": False},
        "medium: False is not known; allowed: info, level, off"
        '; YAML reads a bare off as false, so quote it: "off"',
    ),
    ({"docs_dir": 3}, f"docs_dir: 3 {NO_TEXT}"),
]


@pytest.mark.parametrize(("data", "message"), WRONG, ids=[message for _, message in WRONG])
def test_what_is_wrong_is_told_with_key_value_and_what_is_allowed(data: Any, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping(data)
    assert str(caught.value) == message


def test_names_of_one_mode_may_be_said_twice() -> None:
    data = {"native": {"title": "Native", "aliases": ["native", "core", "core"]}, "node": {}}
    assert [mode.id for mode in Settings.from_mapping({"modes": data}).modes] == ["native", "node"]


@pytest.mark.parametrize(
    ("match", "remedy"),
    [
        ("docs/profiling/**", "did you mean 'profiling/**'?"),
        ("/profiling/**", "did you mean 'profiling/**'?"),
        ("profiling", "did you mean 'profiling/**'?"),
        ("docs/profiling/", "did you mean 'profiling/**'?"),
        ("{profiling,plans}/**", "braces stand for themselves, so write an entry for each alternative"),
    ],
)
def test_what_is_wrong_with_a_glob_is_recognised(match: str, remedy: str) -> None:
    settings = Settings.from_mapping({"pages": [{"match": match, "scope": "profiling"}]})
    assert settings.idle_globs(["profiling/read.md", "index.md"]) == [
        f"pages[0].match: {match!r} matches no document; globs are relative to docs_dir (docs); {remedy}"
    ]


@pytest.mark.parametrize("name", ["oportunity", "PS24", "Proposal section"])
def test_a_rule_that_does_not_exist_is_guessed(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping({"rules": {name: "off"}})
    assert str(caught.value).startswith(
        f"rules.{name}: unknown rule; allowed: PS101, cross-mode-comparison, "
    )
    assert caught.value.key == f"rules.{name}"
    assert "; did you mean " in caught.value.problem


def test_a_rule_has_one_level_by_code_and_by_name() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping({"rules": {"PS201": "error", "proposal": "off"}})
    assert str(caught.value) == "rules.proposal: PS201 is named twice, as 'error' and as 'off'; keep one"
    same = Settings.from_mapping({"rules": {"PS201": "off", "proposal": False}})
    assert same.rules == {"PS201": "off"}


def test_nothing_set_means_the_defaults() -> None:
    assert Settings.from_mapping({}) == Settings()
    empty = dict.fromkeys(("modes", "pages", "rules", "nav"))
    assert Settings.from_mapping(empty) == Settings()


def test_the_id_and_the_title_of_a_mode_are_names_of_it() -> None:
    settings = Settings.from_mapping({"modes": {**MODES, "wasm": None}})
    assert settings.modes == (
        Mode("native", "Native core", ("siltgrain", "libsilt")),
        Mode("node", "node", ("SiltStream",)),
        Mode("wasm", "wasm", ()),
    )
    assert settings.modes[0].names == ("native", "Native core", "siltgrain", "libsilt")
    assert settings.modes[1].names == ("node", "SiltStream")
    assert settings.mode_ids == {"native", "node", "wasm"}


@pytest.mark.parametrize(
    ("path", "scope", "mode"),
    [
        ("docs/design/profiling/node_read.md", "profiling", "node"),
        ("design/profiling/node_read.md", "profiling", "node"),
        ("./docs/design/profiling/native.md", "profiling", "native"),
        ("docs\\design\\profiling\\deep\\er.md", "profiling", "native"),
        ("docs/design/OPTIMIZATION_PROPOSAL.md", "proposal", None),
        ("docs/design/optimization_proposal.md", None, None),
        ("docs/index.md", None, None),
    ],
)
def test_the_first_entry_of_pages_that_matches_counts(path: str, scope: str | None, mode: str | None) -> None:
    pages = [
        {"match": "design/profiling/node_*.md", "scope": "profiling", "mode": "node"},
        {"match": "design\\profiling\\**", "scope": "profiling", "mode": "native"},
        {"match": "design/OPTIMIZATION_PROPOSAL.md", "scope": "proposal"},
    ]
    rule = Settings.from_mapping({"modes": MODES, "pages": pages}).page_rule(path)
    assert (rule and rule.scope, rule and rule.mode) == (scope, mode)


def test_rules_go_by_code_or_name_and_bare_off_is_off() -> None:
    settings = Settings.from_mapping({"rules": {"PS201": "error", "opportunity": False, "PS101": "off"}})
    assert settings.rules == {"PS201": "error", "PS204": "off", "PS101": "off"}


def test_nav_takes_titles_and_placement() -> None:
    assert Settings.from_mapping({"nav": {"profiling": "Profiles"}}).nav == Nav(
        "Profiles", "Optimization", "move"
    )
    assert Settings.from_mapping({"nav": {"placement": False}}).nav.placement == "off"


@pytest.mark.parametrize(
    ("docs_dir", "path", "inside"),
    [
        ("docs", "docs/a.md", "a.md"),
        ("docs/", "docs/a.md", "a.md"),
        ("src\\pages", "src/pages/a.md", "a.md"),
        (".", "a.md", "a.md"),
        ("../docs", "../docs/a.md", "a.md"),
        ("docs", "docs2/a.md", "docs2/a.md"),
    ],
)
def test_paths_are_seen_from_docs_dir(docs_dir: str, path: str, inside: str) -> None:
    assert Settings.from_mapping({"docs_dir": docs_dir}).inside_docs(path) == inside
