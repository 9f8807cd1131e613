"""The language server, as an editor meets it over standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.client import Editor

SETTINGS = """
[modes.native]
aliases = ["siltgrain"]
[modes.node]
aliases = ["SiltStream"]
[[pages]]
match = "profiling/**"
scope = "profiling"
mode = "native"
"""
PAGE = "docs/profiling/read.md"
MOVE = "Move proposals and comparisons of this page to the proposal"
COMPARES = "🙂 µs. SiltStream is 3.7x slower than siltgrain.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project."""
    (tmp_path / "docs/profiling").mkdir(parents=True)
    (tmp_path / "profiling-scope.toml").write_text(SETTINGS)
    return tmp_path


@pytest.fixture
def editor(folder: Path) -> Iterator[Editor]:
    """Return an editor with a server of its own."""
    editor = Editor(folder)
    yield editor
    assert editor.close() == 0


def places(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(d["code"], *d["range"]["start"].values(), *d["range"]["end"].values()) for d in found]


def test_publishes_on_open_and_change_with_ranges_in_utf_16(editor: Editor) -> None:
    found = editor.open(PAGE, f"# Reading\n\n{COMPARES}")
    # "🙂" is one character and two units of UTF-16.
    assert places(found) == [("PS101", 2, 7, 2, 48)]
    assert (found[0]["severity"], found[0]["source"]) == (2, "profiling-scope")
    assert "SiltStream is 3.7x slower than siltgrain." in found[0]["message"]
    assert places(editor.change(PAGE, f"# Reading\n\nText.\n\n{COMPARES}")) == [("PS101", 4, 7, 4, 48)]
    assert editor.change(PAGE, "# Reading\n\nText.\n", 3) == []


def test_counts_as_the_client_wants(folder: Path) -> None:
    editor = Editor(folder, ["utf-32"], "--stdio")
    assert editor.capabilities["positionEncoding"] == "utf-32"
    assert places(editor.open(PAGE, f"# Reading\n\n{COMPARES}")) == [("PS101", 2, 6, 2, 47)]
    assert editor.close() == 0


def test_a_burst_of_keys_is_not_checked_key_by_key_and_ends_with_its_last_text(editor: Editor) -> None:
    editor.open(PAGE, "# Reading\n")
    for version in range(2, 12):
        editor.type(PAGE, f"# Reading {version}\n\n{COMPARES * (version // 11)}", version)
    published = [editor.published(PAGE)]
    while published[-1]["version"] < 11:  # a busy machine may pause between two keys, but not between all
        published.append(editor.published(PAGE))
    assert len(published) < 10
    assert [d["code"] for d in published[-1]["diagnostics"]] == ["PS101"]


def test_what_is_asked_in_the_middle_of_typing_is_answered_by_the_newest_text(editor: Editor) -> None:
    editor.open(PAGE, "# Reading\n")
    editor.type(PAGE, f"# Reading\n\n{COMPARES}")
    on = editor.ask("hover", PAGE, position={"line": 2, "character": 9})
    assert "**PS101**" in on["contents"]["value"]
    asked = {"start": {"line": 2, "character": 9}, "end": {"line": 2, "character": 9}}
    editor.type(PAGE, "# Reading\n\nText, and more text.\n", 3)
    assert editor.ask("codeAction", PAGE, range=asked, context={"diagnostics": []}) == []


def test_every_folder_of_a_workspace_has_its_own_settings(folder: Path, tmp_path_factory: Any) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "mkdocs.yml").write_text("plugins: [profiling-scope: {rules: {PS201: error}}]\n")
    editor = Editor(folder, folders=[folder, other])
    proposes = "We should replace the map with a vector.\n"
    (here,) = editor.open(PAGE, proposes)
    (there,) = editor.open(f"{other}/docs/read.md", f"---\nscope: profiling\n---\n\n{proposes}")
    assert [(d["code"], d["severity"]) for d in (here, there)] == [("PS201", 2), ("PS201", 1)]
    assert editor.close() == 0


def test_a_page_outside_of_any_project_is_what_its_front_matter_says(
    editor: Editor, tmp_path_factory: Any
) -> None:
    page = f"{tmp_path_factory.mktemp('alone')}/note.md"
    assert editor.open(page, "We should replace the map.\n") == []
    (found,) = editor.change(page, "---\nscope: profiling\n---\n\nWe should replace the map.\n")
    assert found["code"] == "PS201"


def test_a_buffer_without_a_file_is_left_alone(editor: Editor) -> None:
    item = {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": COMPARES}
    editor.notify("textDocument/didOpen", {"textDocument": item})
    place = {"textDocument": {"uri": item["uri"]}, "position": {"line": 0, "character": 9}}
    assert editor.request("textDocument/hover", place) is None


def test_ending_without_a_shutdown_is_a_failure_as_the_protocol_has_it(folder: Path) -> None:
    assert Editor(folder).leave() == 1


def test_lines_are_those_of_the_protocol(editor: Editor) -> None:
    # Neither a form feed nor a line separator of Unicode ends a line there.
    found = editor.open(PAGE, f"# Reading\r\n\r\na\x0cb\u2028c\r\n\r\n{COMPARES}")
    assert places(found) == [("PS101", 4, 7, 4, 48)]


def test_pages_without_scope_and_other_files_have_no_diagnostics(editor: Editor) -> None:
    assert editor.open("docs/index.md", COMPARES) == []
    assert editor.open("docs/profiling/read.txt", COMPARES) == []


def test_closing_takes_the_diagnostics_away(editor: Editor) -> None:
    assert editor.open(PAGE, COMPARES)
    editor.notify("textDocument/didClose", {"textDocument": {"uri": editor.uri(PAGE)}})
    assert editor.diagnostics(PAGE) == []


def test_hover_says_why_and_what_the_block_is(editor: Editor) -> None:
    editor.open(PAGE, f"# Reading\n\nThe reader takes 12 ms.\n\n{COMPARES}")
    on = editor.ask("hover", PAGE, position={"line": 4, "character": 9})
    text = on["contents"]["value"]
    assert "**PS101** cross-mode-comparison" in text and "*Reason*" in text
    assert "This paragraph: scope *" in text and "comparison *cross*" in text
    assert on["range"]["start"] == {"line": 4, "character": 7}
    beside = editor.ask("hover", PAGE, position={"line": 2, "character": 3})["contents"]["value"]
    assert beside.startswith("This paragraph: scope *profiling*")
    assert editor.ask("hover", PAGE, position={"line": 1, "character": 0}) is None


def applied(text: str, action: dict[str, Any], uri: str) -> str:
    (edit,) = action["edit"]["changes"][uri]
    start = edit["range"]["start"]
    assert edit["range"]["end"] == start
    lines = text.split("\n")
    line = lines[start["line"]].encode("utf-16-le")
    cut = 2 * start["character"]
    lines[start["line"]] = (line[:cut] + edit["newText"].encode("utf-16-le") + line[cut:]).decode("utf-16-le")
    return "\n".join(lines)


@pytest.mark.parametrize("kind", [0, 1], ids=["here", "page"])
def test_code_actions_suppress_and_the_reason_is_asked_for(editor: Editor, kind: int) -> None:
    text = f"---\ntitle: Reading\n---\n# Reading\n\n- one\n- {COMPARES}"
    (found,) = editor.open(PAGE, text)
    actions = editor.ask("codeAction", PAGE, range=found["range"], context={"diagnostics": [found]})
    assert [action["title"] for action in actions] == [
        "Suppress PS101 (cross-mode-comparison) here; then write the reason",
        "Suppress PS101 (cross-mode-comparison) on this page; then write the reason",
        "Move this to the proposal",
        MOVE,
    ]
    assert actions[kind]["diagnostics"] == [found]
    changed = applied(text, actions[kind], editor.uri(PAGE))
    assert [d["code"] for d in editor.change(PAGE, changed)] == ["PS902"]
    assert editor.change(PAGE, changed.replace("] -->", "] given by the format -->"), 3) == []


def test_no_actions_where_nothing_is_found(editor: Editor) -> None:
    editor.open(PAGE, f"# Reading\n\n{COMPARES}")
    nowhere = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    assert editor.ask("codeAction", PAGE, range=nowhere, context={"diagnostics": []}) == []


PLAN = "## Optimization strategy\n\nWe should replace the map.\n\nWe should cache the footer.\n"


def test_moving_creates_the_proposal_and_leaves_a_pointer_in_the_text_of_the_editor(
    editor: Editor, folder: Path
) -> None:
    (folder / PAGE).write_text("# Reading\n\nOlder than what the editor has.\n")
    proposal = '\n[[pages]]\nmatch = "OPTIMIZATION_PROPOSAL.md"\nscope = "proposal"\n'
    (folder / "profiling-scope.toml").write_text(SETTINGS + proposal)
    text = f"# Reading\n\n🙂 The reader takes 12 ms.\n\n{PLAN}\n## Memory\n\nIt peaks at 96 MB.\n"
    (found,) = editor.open(PAGE, text)
    assert found["code"] == "PS203"
    action = editor.ask("codeAction", PAGE, range=found["range"], context={"diagnostics": [found]})[-1]
    assert (action["title"], "edit" in action) == (MOVE, False)  # made when it is chosen
    created, *edits = editor.request("codeAction/resolve", action)["edit"]["documentChanges"]
    assert (created["kind"], created["uri"]) == ("create", editor.uri("docs/OPTIMIZATION_PROPOSAL.md"))
    by_uri = {change["textDocument"]["uri"]: change["edits"] for change in edits}
    (new,) = by_uri[editor.uri("docs/OPTIMIZATION_PROPOSAL.md")]
    assert "We should replace the map." in new["newText"]
    (cut,) = by_uri[editor.uri(PAGE)]
    lines = text.splitlines(keepends=True)
    after = "".join(lines[: cut["range"]["start"]["line"]]) + cut["newText"]
    after += "".join(lines[cut["range"]["end"]["line"] :])
    assert "We should" not in after and "OPTIMIZATION_PROPOSAL.md" in after
    assert after.endswith("\n## Memory\n\nIt peaks at 96 MB.\n")
    assert [d["code"] for d in editor.change(PAGE, after) if d["code"] < "PS3"] == []


def test_one_section_moves_by_itself_and_the_rest_of_the_page_stays(editor: Editor, folder: Path) -> None:
    (folder / "docs/OPTIMIZATION_PROPOSAL.md").write_text("---\nscope: proposal\n---\n\n# Plan\n")
    text = f"# Reading\n\nThe reader takes 12 ms.\n\n{PLAN}\n## Memory\n\n{COMPARES}\nWe should cache it.\n"
    found = editor.open(PAGE, text)
    section = next(d for d in found if d["code"] == "PS203")
    actions = editor.ask("codeAction", PAGE, range=section["range"], context={"diagnostics": [section]})
    (action,) = [each for each in actions if each["title"] == "Move this section to the proposal"]
    assert (action["kind"], action["diagnostics"]) == ("quickfix", [section])
    changes = editor.request("codeAction/resolve", action)["edit"]["documentChanges"]
    by_uri = {change["textDocument"]["uri"]: change["edits"] for change in changes}
    (cut,) = by_uri[editor.uri(PAGE)]
    (new,) = by_uri[editor.uri("docs/OPTIMIZATION_PROPOSAL.md")]
    assert "We should replace the map." in new["newText"] and "cache it" not in new["newText"]
    assert cut["range"]["end"]["line"] <= text[: text.index("## Memory")].count("\n")
    assert cut["newText"].count("\n") < 4


def test_what_follows_in_other_open_documents_follows_in_the_text_of_the_editor(
    editor: Editor, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / "docs/OPTIMIZATION_PROPOSAL.md").write_text("---\nscope: proposal\n---\n\n# Plan\n")
    link = "The [plan](profiling/read.md#optimization-strategy).\n"
    (folder / "docs/index.md").write_text(link)
    editor.open("docs/index.md", f"# Siltgrain\n\n{link}")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "other.md"
    editor.open(str(elsewhere), f"[The plan]({folder / PAGE}#optimization-strategy).\n")
    config = "site_name: S\nnav:\n  - index.md\n  - profiling/read.md\n"
    editor.open("mkdocs.yml", f"# [not a link](docs/profiling/read.md#optimization-strategy)\n{config}")
    (found,) = editor.open(PAGE, f"# Reading\n\nThe reader takes 12 ms.\n\n{PLAN}")
    action = editor.ask("codeAction", PAGE, range=found["range"], context={"diagnostics": [found]})[-1]
    changes = editor.request("codeAction/resolve", action)["edit"]["documentChanges"]
    by_uri = {change["textDocument"]["uri"]: change["edits"] for change in changes}
    proposal, index = editor.uri("docs/OPTIMIZATION_PROPOSAL.md"), editor.uri("docs/index.md")
    assert set(by_uri) == {proposal, index, editor.uri(PAGE)}
    (changed,) = by_uri[index]
    assert changed["range"]["start"]["line"] == 2
    assert changed["newText"] == "The [plan](OPTIMIZATION_PROPOSAL.md#optimization-strategy).\n"


def test_moving_without_a_proposal_says_how_to_name_one(editor: Editor) -> None:
    (found,) = editor.open(PAGE, f"# Reading\n\nThe reader takes 12 ms.\n\n{PLAN}")
    action = editor.ask("codeAction", PAGE, range=found["range"], context={"diagnostics": [found]})[-1]
    assert editor.request("codeAction/resolve", action).get("edit") is None
    said = editor.wait_for_message()
    assert "no proposal document is known; declare one in pages, as in {match: " in said
    assert "--to" not in said  # an editor has no such option


def test_settings_are_read_again_when_they_change(editor: Editor, folder: Path) -> None:
    watched = editor.wait_for_request()
    (registration,) = watched["params"]["registrations"]
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    assert "profiling-scope.toml" in registration["registerOptions"]["watchers"][0]["globPattern"]
    assert len(editor.open(PAGE, COMPARES)) == 1
    settings = folder / "profiling-scope.toml"
    settings.write_text(f'{SETTINGS}\n[rules]\nPS101 = "off"\n')
    change = {"changes": [{"uri": settings.as_uri(), "type": 2}]}
    editor.notify("workspace/didChangeWatchedFiles", change)
    assert editor.diagnostics(PAGE) == []
    settings.write_text(SETTINGS)  # for editors that do not watch, the next key does
    assert len(editor.change(PAGE, COMPARES)) == 1


def test_settings_that_cannot_be_used_are_told_once_and_the_server_lives_on(
    editor: Editor, folder: Path
) -> None:
    settings = folder / "profiling-scope.toml"
    settings.write_text("[mods]\n")
    assert editor.open(PAGE, COMPARES) == []
    assert "profiling-scope.toml: mods: unknown key" in editor.wait_for_message()
    assert editor.change(PAGE, COMPARES) == []
    assert editor.shown == []
    settings.write_text(SETTINGS)
    assert len(editor.change(PAGE, COMPARES, 3)) == 1


def test_the_baseline_holds_in_the_editor_too(editor: Editor, folder: Path) -> None:
    text = "SiltStream is 3.7x slower than siltgrain."
    entry = {"path": PAGE, "code": "PS101", "text": text}
    (folder / "profiling-scope-baseline.json").write_text(json.dumps({"version": 1, "findings": [entry]}))
    assert editor.open(PAGE, COMPARES) == []


def test_without_the_extra_the_command_says_what_to_install(folder: Path, root: Path) -> None:
    code = "import sys; sys.modules['pygls'] = None; sys.modules['lsprotocol'] = None"
    run = f"{code}; from mkdocs_profiling_scope.hosts.cli.main import main; sys.exit(main(['server']))"
    done = subprocess.run(
        [sys.executable, "-c", run], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "install it with pip install 'mkdocs-profiling-scope[lsp]'" in done.stderr
