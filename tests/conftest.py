"""Options and fixtures for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser import Tabs

# Banners of themes and hosts about each other's future are not what the tests are about.
os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"
# A cache in the home of whoever runs the tests is none of their business.
os.environ["PROFILING_SCOPE_CACHE_DIR"] = os.devnull + "/none"
os.environ["NO_MKDOCS_2_WARNING"] = "true"

# How long a test takes says more about the machine than about the code; ./dev bench measures.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite expectations with what happens now")
    parser.addoption("--all-documents", action="store_true", help="refactor all of ../shared, not a sample")


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """Say whether expectations are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's folder."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium; tests that use it are marked `browser`."""
    names = (
        os.environ.get("CHROMIUM"),
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    )
    found = next(filter(None, (shutil.which(name) for name in names if name)), None)
    if found is None:
        pytest.fail(
            "Chromium is missing; ./dev test looks for it, or name it with CHROMIUM=/path/to/chromium"
        )
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Return a running Chromium."""
    from tests.browser import launched

    with launched(chromium) as browser:
        yield browser


@pytest.fixture
def tabs(browser: Browser) -> Iterator[Tabs]:
    """Return what opens pages; the test fails if one of them logs an error or a warning."""
    from tests.browser import Tabs

    tabs = Tabs(browser)
    yield tabs
    assert tabs.close() == []
