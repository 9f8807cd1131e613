"""Sites with what Material documents and what is used beside it: pages stay what they are without us.

Each folder of `sites` is one. What `extra.shows` names is on the page only if its plugins were at work.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.identity import without_ours

SITES = sorted(path for path in Path(__file__).with_name("sites").iterdir() if path.is_dir())
OURS = """
  - profiling-scope:
      modes: {native: {aliases: [siltgrain]}, node: {aliases: [Node binding, SiltStream]}}
      pages: [{match: "**", scope: profiling, mode: native}]
      nav: {placement: "off"}
      report: false
"""


def built(site: Any) -> dict[str, str]:
    """Build the site; return its pages and its search index."""
    done = site.build()
    assert done.code == 0, done.log
    files = (path for path in Path(site.root, "site").rglob("*") if path.suffix in (".html", ".json"))
    return {str(path.relative_to(site.root / "site")): path.read_text("utf-8") for path in files}


@pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.name)
def test_pages_stay_what_they_are(site: Any, folder: Path) -> None:
    shutil.copytree(folder, site.root, dirs_exist_ok=True)
    plain = built(site)
    config = Path(site.root, "mkdocs.yml")
    settings = config.read_text("utf-8")
    shown = re.search(r'shows: \{(\S+): "(.+)"\}', settings)
    assert shown is not None
    assert shown[2].replace(r"\"", '"') in plain[shown[1]]
    config.write_text(settings.rstrip("\n") + OURS, "utf-8")
    tagged = built(site)
    assert "data-ps-scope" in tagged[shown[1]]
    assert tagged.keys() == plain.keys()
    for page, text in plain.items():
        if page.endswith(".json"):
            assert json.loads(tagged[page]) == json.loads(text)
        else:
            assert without_ours(tagged[page]) == without_ours(text), page
