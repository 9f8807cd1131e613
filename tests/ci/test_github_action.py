"""The GitHub action: its script in a fake environment, and its metadata by GitHub's schema."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

SETTINGS = (
    'modes = {native = {}, node = {}}\npages = [{match = "**", scope = "profiling", mode = "native"}]\n'
)


@dataclass(frozen=True)
class Job:
    """What the script left behind."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with one finding."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "profiling-scope.toml").write_text(SETTINGS)
    (tmp_path / "docs/read.md").write_text("# Reading\n\nWe should replace the map with a vector.\n")
    (tmp_path / "docs/write file.md").write_text("# Writing\n\nThe writer takes 12 ms.\n")
    return tmp_path


def run(root: Path, project: Path, **inputs: str) -> Job:
    """Run the script as action.yml does."""
    summary, outputs = project / "summary.md", project / "outputs"
    env = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(root),
        "PROFILING_SCOPE_CACHE_DIR": str(project / "cache"),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(outputs),
        **{f"INPUT_{name.upper()}": value for name, value in inputs.items()},
    }
    script = str(root / ".github/check.sh")
    done = subprocess.run(
        [script], cwd=project, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    lines = outputs.read_text().splitlines() if outputs.exists() else []
    written = summary.read_text() if summary.exists() else ""
    return Job(done.returncode, done.stdout, written, dict(line.split("=", 1) for line in lines))


def test_annotates_summarizes_and_fails(root: Path, project: Path) -> None:
    job = run(root, project)
    assert job.code == 1
    assert job.log.startswith("::warning file=docs/read.md,line=3,")
    assert job.summary.startswith("## profiling-scope\n\n1 warning in 1 of 2 documents checked\n")
    assert job.outputs == {"findings": "1"}


def test_writes_sarif_where_it_is_asked_to(root: Path, project: Path) -> None:
    job = run(root, project, sarif_file="out.sarif", fail_on="never")
    assert (job.code, job.outputs) == (0, {"findings": "1", "sarif-file": "out.sarif"})
    assert len(json.loads((project / "out.sarif").read_text())["runs"][0]["results"]) == 1


def test_inputs_are_data(root: Path, project: Path) -> None:
    job = run(root, project, paths="docs/gone.md $(touch pwned) --exit-zero", fail_on="warning")
    assert job.code == 2
    assert not (project / "pwned").exists()
    assert (job.summary, job.outputs) == ("", {})
    assert job.log.endswith(
        "::error title=profiling-scope::not everything could be checked; the log of this step says why\n"
    )


@pytest.mark.parametrize("inputs", [{"diff": "origin/main..."}, {"fail_on": "loud"}, {"config": "gone.toml"}])
def test_what_cannot_be_done_is_annotated_too(root: Path, project: Path, inputs: dict[str, str]) -> None:
    job = run(root, project, **inputs)
    assert (job.code, job.log.count("::error title=profiling-scope::")) == (2, 1)


def test_a_clean_tree_is_no_failure(root: Path, project: Path) -> None:
    (project / "docs/read.md").unlink()
    job = run(root, project, sarif_file="out.sarif")
    assert (job.code, job.log, job.outputs["findings"]) == (0, "", "0")


def test_the_metadata_is_valid_and_hands_every_input_on(root: Path) -> None:
    check = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-actions",
        "action.yml",
    ]
    done = subprocess.run(check, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    action = yaml.safe_load((root / "action.yml").read_text())
    script = (root / ".github/check.sh").read_text()
    step = action["runs"]["steps"][-1]
    assert os.access(root / ".github/check.sh", os.X_OK) and ".github/check.sh" in step["run"]
    assert all(name in script for name in step["env"])
    used = json.dumps(action["runs"]["steps"])
    assert [name for name in action["inputs"] if f"inputs.{name} }}" not in used] == []
