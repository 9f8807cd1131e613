"""Takes the screenshots of the documentation from the example project: `./dev screenshots`.

    python tools/screenshots.py [NAME …]

Without a name, all of them. They are built and served from a copy, with the Chromium that CHROMIUM names.
"""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/assets/screenshots"
SUMMARY = "design/profiling/PROFILING_SUMMARY/"
WEBP = """
async source => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.9);
}
"""


@dataclass(frozen=True)
class Shot:
    """A screenshot: the page, what has to be on it, and what to scroll to."""

    page: str
    needs: str
    scroll: str = ""
    served: bool = False  # shows what is there only while serving
    separated: bool = False  # shows what is there after `profiling-scope refactor`
    height: int = 720
    width: int = 1280

    @property
    def kind(self) -> str:
        """Return what the site has to be."""
        return "served" if self.served else "separated" if self.separated else "built"


SHOTS = {
    "mixed": Shot(SUMMARY, ".ps-section[data-ps-label]", "#optimization-strategy", width=640, height=470),
    "separated": Shot(
        "design/OPTIMIZATION_PROPOSAL/",
        "#optimization-strategy",
        "#optimization-strategy",
        separated=True,
        width=640,
        height=470,
    ),
    "overview": Shot("profiling/", "article strong"),
    "preview": Shot(SUMMARY, "aside.ps-finding", "table[data-ps-findings]", served=True),
    "report": Shot("profiling-scope-report/", "article table", height=960),
}


def main(names: list[str]) -> int:
    missing = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(shutil.copytree(ROOT / "examples/siltgrain", Path(folder) / "siltgrain"))
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for kind, command in (("built", _built), ("served", _serving), ("separated", _separated)):
            wanted = {n: s for n, s in SHOTS.items() if s.kind == kind and (not names or n in names)}
            if not wanted:
                continue
            with command(site) as address:
                missing += [name for name, shot in wanted.items() if not _take(browser, address, name, shot)]
        browser.close()
    for name in missing:
        print(f"{name}: not taken, because {SHOTS[name].page} has no {SHOTS[name].needs}", file=sys.stderr)
    return int(bool(missing))


def _take(browser: Browser, address: str, name: str, shot: Shot) -> bool:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + shot.page)
    found = page.locator(shot.needs).count() > 0
    if found:
        if shot.scroll:
            page.locator(shot.scroll).first.evaluate(
                "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 130)"
            )
        page.wait_for_timeout(500)  # the header and the table of contents follow
        source = "data:image/png;base64," + base64.b64encode(page.screenshot()).decode()
        OUT.mkdir(parents=True, exist_ok=True)
        data = base64.b64decode(page.evaluate(WEBP, source).partition(",")[2])
        (OUT / f"{name}.webp").write_bytes(data)
        print(f"{(OUT / name).relative_to(ROOT)}.webp: {len(data) / 1000:.0f} kB")
    context.close()
    return found


@contextmanager
def _built(site: Path) -> Iterator[str]:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=site, capture_output=True, check=True
    )
    command = ["-m", "http.server", "--bind", "127.0.0.1", "--directory", "site"]
    with _running(command, site) as address:
        yield address


@contextmanager
def _separated(site: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "mkdocs_profiling_scope", "refactor", "--write", "--quiet"]
    subprocess.run(command, cwd=site, check=True)
    with _built(site) as address:
        yield address


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    with _running(["-m", "mkdocs", "serve", "--quiet", "--dev-addr"], site) as address:
        yield address


@contextmanager
def _running(command: list[str], cwd: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    last = f"127.0.0.1:{port}" if command[-1] == "--dev-addr" else str(port)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, *command, last], cwd=cwd, **quiet)
    try:
        _wait(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _wait(address: str) -> None:
    for _ in range(300):
        if _answers(address):
            return
        time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except (URLError, OSError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
