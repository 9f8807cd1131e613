"""Apart from what it adds on purpose, the plugin changes no byte of a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.identity import without_ours

EXTENSIONS = """
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - codehilite
  - def_list
  - footnotes
  - md_in_html
  - smarty
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.magiclink
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
"""
PAGE = """
---
scope: proposal
---

# Proposed changes { #changes .wide }

We should\talign *really* implement `arenas` in **phase one**, says [the plan][plan] and <https://example.org/plan>.
- We should replace the map with a vector[^1]
- [ ] We should drop the lock

Recommendations { .lead }
--------------------------

1. We recommend batching.

    We should measure the result, too.

    ```python hl_lines="1"
    we = should(implement, this)
    ```

2. The HTML should be smaller, "by half" -- or more.

=== "First option"

    We should implement arenas first.

=== "Second option"

    !!! warning "The expected cost"

        We should expect two weeks of work.

        - and we should write tests
        - and documentation

??? note

    We should consider the second option.

| Phase | proposed change        |
|-------|------------------------|
| One   | implement `arenas` now |
| Two   | replace \\| the map    |

Term we should implement
:   We should define the term.

<div class="box" markdown>
We should implement boxes.
</div>

<div>
We should implement raw boxes.
</div>

    we should implement indented code

```rust,no_run
let we = should();
```

After that fence we should implement more.

*[HTML]: the language of should
[plan]: plan.md "the plan we should implement"
[^1]: We should keep the order of rows.
"""


@pytest.mark.parametrize(
    "top",
    [
        "theme: mkdocs",
        "theme: mkdocs" + EXTENSIONS,
        "theme: {name: material, font: false}" + EXTENSIONS,
    ],
    ids=["plain", "extended", "material"],
)
def test_pages_and_search_index_stay_as_they_are(site: Any, top: str) -> None:
    empty = "---\nscope: proposal\n---\n"
    site.write({"docs/changes.md": PAGE, "docs/plan.md": "# Plan\n", "docs/empty.md": empty})
    built = {}
    for enabled in (False, True):
        site.configure(
            "nav: {placement: 'off'}", top=top, plugins="- search" if enabled else "", enabled=enabled
        )
        assert site.build().code == 0
        built[enabled] = {
            path.relative_to(site.root): path.read_text(encoding="utf-8")
            for path in Path(site.root, "site").rglob("*.*")
            if path.suffix == ".html" or path.name == "search_index.json"
        }
    # The report is a page more, and the search must not know of it.
    assert built[True].pop(Path("site/profiling-scope-report.html"), None) is not None
    assert built[True].keys() == built[False].keys()
    assert site.html("changes.html").count("data-ps-lines") > 8
    for name, text in built[False].items():
        assert without_ours(built[True][name]) == without_ours(text), name
        if name.suffix == ".json":
            assert json.loads(built[True][name]) == json.loads(text)
