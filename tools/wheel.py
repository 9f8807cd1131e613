"""Builds the distributions, installs the wheel into a clean environment and uses it: `./dev wheel`.

    python tools/wheel.py [--offline] [--out FOLDER]

With --offline, nothing is downloaded: the build uses what is installed here, and the new environment borrows
the dependencies from here, but not the package itself.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAME = "mkdocs_profiling_scope"
HOLDS = (
    "py.typed",
    "core/judgement/weights.json",
    "core/lexicon/cues.toml",
    "core/lexicon/made.json",
    "assets/profiling-scope.css",
    "assets/templates/profile.md",
)
PROFILE = "# Reading\n\nReading takes 12 ms.\n\nWe should replace the map with a vector.\n"
SITE = """\
site_name: Siltgrain
theme: {name: material, font: false}
plugins:
  - profiling-scope:
      modes: {native: {title: Native core}, node: {title: Node binding}}
      pages: [{match: "profiling/**", scope: profiling, mode: native}]
"""


def main(argv: list[str]) -> int:
    """Build, install and use the wheel; whatever fails is an error with what was printed."""
    parser = argparse.ArgumentParser("wheel")
    parser.add_argument("--offline", action="store_true")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    chosen = parser.parse_args(argv)
    wheel = build(chosen.out, offline=chosen.offline)
    inspect(wheel)
    with tempfile.TemporaryDirectory() as folder:
        programs = install(wheel, Path(folder) / "venv", offline=chosen.offline)
        use(programs, Path(folder) / "project")
    print(f"{wheel}: built, installed into a clean environment, and used")
    return 0


def build(out: Path, *, offline: bool) -> Path:
    """Return the wheel, built from the source distribution as an index would get it."""
    command = [sys.executable, "-m", "build", "--outdir", str(out), *(["--no-isolation"] if offline else [])]
    _run(command, ROOT)
    return max(out.glob("*.whl"), key=lambda file: file.stat().st_mtime)


def inspect(wheel: Path) -> None:
    """See that the wheel holds the package with its data, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    missing = [name for name in HOLDS if f"{NAME}/{name}" not in names]
    foreign = [name for name in names if not name.startswith((f"{NAME}/", f"{NAME}-"))]
    if missing or foreign:
        raise SystemExit(f"{wheel.name}: without {missing}, but with {foreign}")


def install(wheel: Path, place: Path, *, offline: bool) -> Path:
    """Return the folder of programs of a new environment that has the wheel."""
    venv.create(place, with_pip=True)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if offline:
        _run([*pip, "--no-index", "--no-deps", str(wheel)], place)
        (packages,) = (
            place.glob("lib/python*/site-packages") if os.name != "nt" else place.glob("Lib/site-packages")
        )
        # Files with paths are not followed further, so an editable install over there does not come along.
        (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    else:
        _run([*pip, f"{wheel}[material,lsp]"], place)
    return programs


def use(programs: Path, project: Path) -> None:
    """Check, build and begin a document in a project of its own, with the programs of an environment."""
    where = _run([str(programs / "python"), "-c", f"import {NAME}; print({NAME}.__file__)"], programs)
    if not Path(where.strip()).is_relative_to(programs.parent):
        raise SystemExit(f"the package comes from {where.strip()}, not from the wheel")
    page = project / "docs/profiling/reading.md"
    page.parent.mkdir(parents=True)
    (project / "mkdocs.yml").write_text(SITE, "utf-8")
    (project / "docs/index.md").write_text("# Siltgrain\n", "utf-8")
    page.write_text(PROFILE, "utf-8")
    command = [str(programs / "profiling-scope")]
    _run([*command, "check", "--no-cache"], project, status=1, says="docs/profiling/reading.md:5:1: PS201")
    _run([*command, "rule", "PS201"], project, says="flagged:")
    _run([*command, "config", "--schema"], project, says='"properties"')
    _run([*command, "init", "--template", "profile", "--output-file", "docs/profiling/new.md"], project)
    mkdocs = [str(programs / "python"), "-m", "mkdocs", "build", "--strict"]
    _run(mkdocs, project, status=1, says="PS201")
    page.write_text(PROFILE.partition("We should")[0], "utf-8")
    _run(mkdocs, project)
    if 'class="ps-page"' not in (project / "site/profiling/reading/index.html").read_text("utf-8"):
        raise SystemExit("the site that was built has no tags")


def _run(command: list[str], cwd: Path, *, status: int = 0, says: str = "") -> str:
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    printed = done.stdout + done.stderr
    if done.returncode != status or says not in printed:
        raise SystemExit(
            f"{' '.join(command)}: exit status {done.returncode}, expected {status} {says}\n{printed}"
        )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
