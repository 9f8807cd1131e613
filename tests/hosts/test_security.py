"""What SECURITY.md promises of the plugin: builds use no network."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

NO_NETWORK = """
import os, socket
def refuse(*args, **kwargs):
    os.write(2, b"the network was used\\n")
    os._exit(99)
socket.socket.__init__ = socket.getaddrinfo = socket.create_connection = refuse
"""


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
