"""A site that is being served, in a process of its own."""

from __future__ import annotations

import queue
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from bs4 import BeautifulSoup


class Server:
    """A running `mkdocs serve` and the lines that it prints."""

    def __init__(self, site: Any, port: int, host: str, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", host, "serve", "-a", f"127.0.0.1:{port}", *arguments],
            cwd=site.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.url = f"http://127.0.0.1:{port}"
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip())

    def until(self, pattern: str, seconds: float = 60) -> list[str]:
        """Return the lines up to the one that `pattern` is found in."""
        seen: list[str] = []
        end = time.monotonic() + seconds
        while time.monotonic() < end and (self.process.poll() is None or not self.lines.empty()):
            try:
                seen.append(self.lines.get(timeout=0.2))
            except queue.Empty:
                continue
            if re.search(pattern, seen[-1]):
                return seen
        pytest.fail(f"{pattern!r} was not said:\n" + "\n".join(seen))

    def page(self, name: str) -> BeautifulSoup:
        """Return a page as it is served now."""
        with urllib.request.urlopen(f"{self.url}/{name}", timeout=20) as answer:
            return BeautifulSoup(answer.read(), "html.parser")

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=20)
        self.reader.join(timeout=20)
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def serving(site: Any, *arguments: str, host: str = "mkdocs") -> Iterator[Server]:
    """Serve a site; end the server afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(site, port, host, *arguments)
    try:
        yield server
    finally:
        server.stop()
