"""The nav of a configuration as data: `navs/NAME.txt` holds a configuration, and what becomes of it.

`=== entry` begins it as it is, `>>> entry` with a new proposal in its nav, `>>> renamed` with a page renamed;
each is there only if something changes. `--- said` is what there is to say. `--update` writes what comes out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_profiling_scope.core.refactor.configuration.nav import Entry, documents, renamed, with_entry

CASES = sorted((Path(__file__).parent / "navs").glob("*.txt"))
_PART = re.compile(r"^(?:===|>>>|---) (\S+)\n", re.MULTILINE)
NEW = "plans/new.md"
PATHS = {"profiles/read.md": "profiles/native_read.md"}


def scope(path: str) -> str:
    return {"profiles": "profiling", "plans": "proposal"}.get(path.partition("/")[0], "")


ENTRY = Entry(NEW, "The plan", "Optimization", ("profiles/read.md",), scope)


def outcome(text: str) -> dict[str, str]:
    """Return what becomes of a configuration, and what is said of it."""
    out: dict[str, str] = {}
    said = ""
    if (added := with_entry(text, ENTRY)) is not None:
        out["entry"] = added[0]
        said += f"entry: line {added[1]}\n"
    found = renamed(text, PATHS)
    if found.text != text:
        out["renamed"] = found.text
    said += "".join(f"renamed: line {line}: {old} becomes {new}\n" for line, old, new in found.changed)
    said += "".join(f"by hand: line {line}: {old} becomes {new}\n" for line, old, new in found.left)
    return {**out, "said": said or "nothing\n"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_configuration(case: Path, end: str, update: bool) -> None:
    intro, *parts = _PART.split(case.read_text("utf-8"))
    text, expected = parts[1], dict(zip(parts[2::2], parts[3::2], strict=True))
    found = {name: part.replace(end, "\n") for name, part in outcome(text.replace("\n", end)).items()}
    if update:
        marks = [f"{'---' if name == 'said' else '>>>'} {name}\n{part}" for name, part in found.items()]
        closed = [part if part.endswith("\n") else f"{part}\n" for part in marks]
        case.write_text(f"{intro}=== entry\n{text}" + "".join(closed), "utf-8")
    else:
        assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_added_is_there(case: Path) -> None:
    text = _PART.split(case.read_text("utf-8"))[2]
    added = with_entry(text, ENTRY)
    assert (added is not None) == (case.stem not in ("nothing", "not-certain"))
    assert added is None or NEW in (documents(added[0]) or [])


def test_a_file_that_ends_without_a_line_end() -> None:
    assert with_entry("\ufeffnav:\n- profiles/read.md", ENTRY) == (
        "\ufeffnav:\n- profiles/read.md\n- plans/new.md",
        3,
    )
