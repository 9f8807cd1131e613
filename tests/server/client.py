"""An editor as far as the protocol goes: JSON messages over the standard streams of the real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Message = dict[str, Any]


class Editor:
    """Starts a server and talks with it; every answer is waited for, at most half a minute."""

    def __init__(
        self,
        folder: Path,
        encodings: list[str] | None = None,
        *arguments: str,
        folders: list[Path] | None = None,
    ) -> None:
        self.folder = folder
        self.requests: list[Message] = []  # of the server
        self.shown: list[str] = []
        self._published: dict[str, list[Message]] = {}
        self._ids = 0
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs_profiling_scope", "server", *arguments],
            cwd=folder,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._guard = threading.Timer(30, self._process.kill)
        self._guard.start()
        workspace = {
            "didChangeWatchedFiles": {"dynamicRegistration": True},
            "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        }
        document = {"codeAction": {"resolveSupport": {"properties": ["edit"]}}}
        general = {"positionEncodings": encodings} if encodings else {}
        self.capabilities = self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": None if folders else folder.as_uri(),
                "workspaceFolders": [{"uri": f.as_uri(), "name": f.name} for f in folders or [folder]],
                "capabilities": {"workspace": workspace, "textDocument": document, "general": general},
            },
        )["capabilities"]
        self.notify("initialized", {})

    def close(self) -> int:
        """Shut the server down as an editor does, and return its exit code."""
        self.request("shutdown", None)
        return self.leave()

    def leave(self) -> int:
        """Tell the server to end, without a warning if it was not shut down before."""
        self.notify("exit", None)
        code = self._process.wait()
        self._guard.cancel()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()
        return code

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> list[Message]:
        """Open a document, and return its diagnostics."""
        item = {"uri": self.uri(name), "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return self.diagnostics(name)

    def change(self, name: str, text: str, version: int = 2) -> list[Message]:
        """Replace the text of a document, and return its diagnostics."""
        self.type(name, text, version)
        return self.diagnostics(name)

    def type(self, name: str, text: str, version: int = 2) -> None:
        """Replace the text of a document, and wait for nothing."""
        document = {"uri": self.uri(name), "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def ask(self, method: str, name: str, **params: Any) -> Any:
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": self.uri(name)}, **params})

    def diagnostics(self, name: str) -> list[Message]:
        """Return the next diagnostics that are published for a document."""
        found: list[Message] = self.published(name)["diagnostics"]
        return found

    def published(self, name: str) -> Message:
        """Return the next message that publishes diagnostics for a document."""
        uri = self.uri(name)
        while not self._published.get(uri):
            self._receive()
        return self._published[uri].pop(0)

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        self._ids += 1
        self._send({"id": self._ids, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._ids and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def wait_for_message(self) -> str:
        while not self.shown:
            self._receive()
        return self.shown.pop(0)

    def wait_for_request(self) -> Message:
        while not self.requests:
            self._receive()
        return self.requests.pop(0)

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> Message:
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while (line := stream.readline().strip()) or not length:
            assert line, "the server has ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: Message = json.loads(stream.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published.setdefault(message["params"]["uri"], []).append(message["params"])
        elif message.get("method") == "window/showMessage":
            self.shown.append(message["params"]["message"])
        elif "method" in message and "id" in message:
            self.requests.append(message)
            self._send({"id": message["id"], "result": None})
        return message
