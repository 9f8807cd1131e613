"""`mkdocs serve`: findings are shown after each save, and none of them stops the server."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.hosts.serving import Server, serving

PAGE = "---\nscope: profiling\nmode: native\n---\n\n"


@pytest.fixture
def server(site: Any) -> Iterator[Server]:
    site.configure(top="strict: true")
    site.write({"docs/core.md": PAGE + "Why is the Node binding faster than the native core?\n"})
    with serving(site) as server:
        yield server


def test_findings_are_warnings_that_do_not_stop_the_server(site: Any, server: Server) -> None:
    said = server.until("Serving on")
    assert next(line for line in said if "PS102" in line).startswith("WARNING -  docs/core.md:6:1: PS102 ")

    # A fault in the front matter is an error elsewhere; here it is shown as one and that is all.
    site.write({"docs/core.md": PAGE.replace("native", "nativ") + "It decodes 4.2M rows/s.\n"})
    said = server.until("Reloading browsers|error happened")
    assert next(line for line in said if "PS302" in line).startswith("ERROR   -  docs/core.md:3:7: PS302 ")
    assert "Reloading browsers" in said[-1]

    site.write({"docs/core.md": PAGE + "It decodes 4.2M rows/s.\n"})
    said = server.until("Reloading browsers|error happened")
    assert not [line for line in said if re.search(r"PS\d\d\d", line)]
    assert server.process.poll() is None


def test_nav_and_overview_follow_a_save(site: Any, server: Server) -> None:
    def outline() -> list[str]:
        with urllib.request.urlopen(f"{server.url}/profiling/index.html", timeout=20) as answer:
            page = BeautifulSoup(answer.read(), "html.parser")
        return [a.text for a in page.select("nav a")] + [strong.text for strong in page.select("main strong")]

    server.until("Serving on")
    assert outline() == ["Siltgrain", "Profiling overview", "Core"]
    for figure in ("4.2M rec/s", "5.1M rec/s"):
        site.write({"docs/core.md": f"{PAGE}# Core\n\nIt decodes {figure}.\n"})
        server.until("Reloading browsers")
        assert outline() == ["Siltgrain", "Profiling overview", "Core", figure]
