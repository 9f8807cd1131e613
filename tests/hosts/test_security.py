"""What SECURITY.md promises of the plugin: builds use no network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.no_network import NO_NETWORK


def test_a_build_uses_no_network(site: Any) -> None:
    text = "The Node binding is slower than siltgrain.\n\n![x](https://example.org/x.png) [y](http://e.org/y.md)\n"
    site.write({"docs/perf.md": f"---\nscope: profiling\nmode: native\n---\n\n# Perf\n\n{text}"})
    site.write({"blocked/sitecustomize.py": NO_NETWORK})
    env = {**os.environ, "PYTHONPATH": str(site.root / "blocked")}
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=site.root, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "PS101" in done.stderr
    # That the block works is seen where something does want the network.
    wanted = [sys.executable, "-c", "import urllib.request as r; r.urlopen('http://localhost:9')"]
    assert subprocess.run(wanted, env=env, capture_output=True, check=False).returncode == 99


ESCAPE = "\\e[31m\\x9b2J\\u202e"  # as double quotes of YAML write it
OPTIONS = {
    "key": f'"x{ESCAPE}": 1',
    "rule": f'rules: {{"x{ESCAPE}": error}}',
    "level": f'rules: {{PS101: "{ESCAPE}"}}',
    "mode": f'modes: {{"n{ESCAPE}": {{"x{ESCAPE}": 1}}}}',
    "mode of a page": f'pages: [{{match: a.md, scope: profiling, mode: "{ESCAPE}"}}]',
    "glob that matches nothing": f'pages: [{{match: "gone{ESCAPE}", scope: profiling}}]',
    "scope": f'pages: [{{match: a.md, scope: "{ESCAPE}"}}]',
    "baseline": f'baseline: "gone{ESCAPE}"',
    "nav": f'nav: {{placement: "{ESCAPE}"}}',
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_no_message_about_settings_drives_a_terminal(site: Any, options: str) -> None:
    site.configure()
    text = (site.root / "mkdocs.yml").read_text("utf-8").partition("  - profiling-scope:")[0]
    site.write({"mkdocs.yml": f"{text}  - profiling-scope:\n      {options}\n"})
    done = site.build("--strict")
    assert done.code == 1
    assert r"\x1b[31m\x9b2J\u202e" in done.log
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.log) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs file names with any character")
@pytest.mark.parametrize("text", [b"\xff", b"---\nmode: nowhere\n---\n"], ids=["not UTF-8", "finding"])
def test_no_message_about_a_file_drives_a_terminal(site: Any, text: bytes) -> None:
    site.configure('pages: [{match: "**", scope: profiling}]')
    (site.root / "docs" / "\x1b[31m\x9b2J\u202e.md").write_bytes(text)
    done = site.build("--strict")
    assert done.code == 1
    assert r"docs/\x1b[31m\x9b2J\u202e.md:" in done.log
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.log) == []
