"""The server itself: which message of an editor leads to what."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from mkdocs_profiling_scope import __version__
from mkdocs_profiling_scope.hosts.project.baseline_file import BaselineError
from mkdocs_profiling_scope.hosts.project.inputs import InputError
from mkdocs_profiling_scope.hosts.project.paths import absolute
from mkdocs_profiling_scope.hosts.project.project import SETTINGS_FILES
from mkdocs_profiling_scope.hosts.project.settings_files import SettingsFileError
from mkdocs_profiling_scope.hosts.server import answers
from mkdocs_profiling_scope.hosts.server.moving import move
from mkdocs_profiling_scope.hosts.server.pages import OpenPage, Pages
from mkdocs_profiling_scope.hosts.server.places import Units

PAUSE = 0.15  # seconds without a key after which a changed document is checked


class Server(LanguageServer):
    """Knows which documents are open, and what was found in them."""

    def __init__(self) -> None:
        super().__init__("profiling-scope", __version__)
        self._pages = Pages()
        self._read: dict[str, OpenPage | None] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._told: set[str] = set()
        self.ended = False  # whether the client asked for the end before it came

    @property
    def units(self) -> Units:
        """Return how the client counts characters."""
        return self.workspace.position_codec.client_num_units

    def page(self, uri: str) -> OpenPage | None:
        """Return an open page as it is now."""
        if uri in self._waiting:
            self.check(uri)
        return self._read.get(uri)

    @property
    def can_move(self) -> bool:
        """Say whether the client takes an edit that creates a file, and asks for it when it is wanted."""
        workspace, text = self.client_capabilities.workspace, self.client_capabilities.text_document
        edits = workspace.workspace_edit if workspace else None
        actions = text.code_action if text else None
        resolved = actions.resolve_support if actions else None
        return (
            edits is not None
            and types.ResourceOperationKind.Create in (edits.resource_operations or ())
            and resolved is not None
            and "edit" in resolved.properties
        )

    def moved(self, uri: str, only: range | None) -> types.WorkspaceEdit | None:
        """Return the edit that moves what does not belong on a page; None, with a message, for none.

        Args:
            uri: of the page.
            only: lines to which what moves has to belong; None for all of the page.
        """
        open_ones = self.workspace.text_documents.items()  # also those that nothing is found in: links follow
        texts = {path: document.source for other, document in open_ones if (path := _path(other))}
        file = _path(uri)
        if file is None:
            return None
        try:
            edit = move(self._pages.project(file), file, texts, self.units, only)
        except (BaselineError, InputError, SettingsFileError) as error:
            self._show(f"profiling-scope: {error}")
            return None
        if not edit.document_changes:
            self._show("profiling-scope: nothing here moves by itself; rewrite it, or see `refactor`")
        return edit

    def check(self, uri: str) -> None:
        """Analyse an open document and publish what was found."""
        self._forget_timer(uri)
        document = self.workspace.get_text_document(uri)
        self._read[uri] = page = self._analysed(uri, document.source)
        found = answers.diagnostics(page, self.units) if page else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, document.version))

    def check_soon(self, uri: str) -> None:
        """Check an open document when nothing was typed for a moment, so that no key waits for another."""
        self._forget_timer(uri)
        self._waiting[uri] = asyncio.get_running_loop().call_later(PAUSE, self.check, uri)

    def check_all(self) -> None:
        """Check all open documents, as something else than their text has changed."""
        for uri in list(self._read):
            self.check(uri)

    def reload(self) -> None:
        """Read the settings again and check all open documents."""
        self._pages.forget()
        self._told.clear()
        self.check_all()

    def close(self, uri: str) -> None:
        """Forget a document; nothing is wrong with what is not open."""
        self._forget_timer(uri)
        self._read.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _forget_timer(self, uri: str) -> None:
        if timer := self._waiting.pop(uri, None):
            timer.cancel()

    def _analysed(self, uri: str, text: str) -> OpenPage | None:
        file = _path(uri)
        if file is None:
            return None
        try:
            return self._pages.read(file, text)
        except (BaselineError, SettingsFileError) as error:
            self._tell(f"profiling-scope: {error}")
            return None

    def _tell(self, message: str) -> None:
        if message not in self._told:  # not at every key
            self._told.add(message)
            self._show(message)

    def _show(self, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))


def _path(uri: str) -> Path | None:
    path = to_fs_path(uri)
    return None if path is None else absolute(Path(path))


def build() -> Server:
    """Return a server that listens to nothing yet."""
    server = Server()

    @server.feature(types.INITIALIZED)
    def initialized(ls: Server, params: types.InitializedParams) -> None:
        workspace = ls.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            names = ",".join((*SETTINGS_FILES, "*baseline*.json"))
            watcher = types.FileSystemWatcher(f"**/{{{names}}}")
            options = types.DidChangeWatchedFilesRegistrationOptions([watcher])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration("profiling-scope-settings", method, options)
            ls.client_register_capability(types.RegistrationParams([registration]))

    @server.feature(types.SHUTDOWN)
    def shutdown(ls: Server, params: None) -> None:
        ls.ended = True

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        ls.check_all()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.close(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
        ls.reload()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
        page = ls.page(params.text_document.uri)
        return answers.hover(page, params.position, ls.units) if page else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(
            code_action_kinds=[types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite],
            resolve_provider=True,
        ),
    )
    def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        page = ls.page(uri)
        if page is None:
            return []
        found = list(answers.code_actions(page, uri, params.range, ls.units))
        return [*found, *answers.move_actions(page, uri, params.range, ls.units)] if ls.can_move else found

    @server.feature(types.CODE_ACTION_RESOLVE)
    def resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
        if isinstance(action.data, str):
            action.edit = ls.moved(*answers.to_move(action.data))
        return action

    return server
