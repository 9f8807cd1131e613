"""Chromium for tests: pages that fail a test when they log an error, and what axe has to say of them."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

WIDE, PHONE = 1280, 390


@contextmanager
def launched(executable: str) -> Iterator[Browser]:
    """Run a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder, which may be filled later; gives its address.

    Tabs that show it are closed before, or they log that the connection broke: a test asks for `tabs` last.
    """
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class Tabs:
    """Opens pages, each in a profile of its own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: list[Page] = []
        self._errors: list[str] = []

    def open(self, target: str | Path, *, width: int = WIDE, dark: bool = False, **options: Any) -> Page:
        """Open an address or a file; `options` are those of a browser context in Playwright."""
        page = self._browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            service_workers="block",
            **options,
        ).new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self._errors.append(str(error)))
        self._pages.append(page)
        page.goto(target.as_uri() if isinstance(target, Path) else target)
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._errors.append(f"{message.text} ({message.location.get('url', '')})")

    def close(self) -> list[str]:
        """Close all pages; return the errors and warnings that they logged."""
        for page in self._pages:
            page.context.close()
        return self._errors


def axe(page: Page, *selectors: str) -> list[str]:
    """Return the violations in the elements that match `selectors`, as `rule: target, message`."""
    for selector in selectors:
        if not page.locator(selector).count():
            pytest.fail(f"axe has nothing to look at: {selector!r} matches nothing")
    found = Axe().run(page, {"include": [[selector] for selector in selectors]})
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}, {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
