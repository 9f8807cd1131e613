"""The wheel works where only it and its dependencies are installed; `./dev wheel` does it with an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import wheel


def test_the_wheel_is_built_installed_and_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wheel.main(["--offline", "--out", str(tmp_path / "dist")]) == 0
    assert "built, installed into a clean environment, and used" in capsys.readouterr().out
    assert len(list((tmp_path / "dist").glob("*.tar.gz"))) == 1
