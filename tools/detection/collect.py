"""Collect the texts of the labelled documents from clones: `python tools/detection/collect.py CLONES TEXTS`.

The labels were written by language models, one reader a document, by the definitions that the labelled corpus
has. 24 documents of that corpus, labelled blindly in the same way, agree with its own labels at F1 0.97
(proposals) and 0.94 (comparisons). Documents of a third of the owners are held back here as well
(`split.py`).

The documents belong to other projects, so that only their labels are part of this repository. CLONES holds
the repositories, as `owner/name` (bare or not), and is filled with the labelled commits that it lacks, from
GitHub or from another URL that is given as third argument; TEXTS is filled with the labelled texts, one file
a document.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

MORE = Path(__file__).with_name("more.jsonl")


def entries() -> list[dict[str, Any]]:
    """Return what is known of every document: where it is from, its modes and its labels."""
    return [json.loads(line) for line in MORE.read_text(encoding="utf-8").splitlines()]


def file_of(entry: dict[str, Any]) -> str:
    """Return the name under which the text of a document is kept."""
    return f"{entry['repo']}/{entry['path']}".replace("/", "__")


def excerpt(text: str, lines: tuple[int, int] | None) -> str:
    """Return the labelled part of a document, with LF at the ends of lines."""
    every = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
    first, last = lines or (1, len("\n".join(every).rstrip("\n").split("\n")))
    return "\n".join(every[first - 1 : last]) + "\n"


def collect(clones: Path, texts: Path, known: Iterable[dict[str, Any]], origin: str) -> list[str]:
    """Write the texts of the documents that are `known`, and return which ones were not found as labelled."""
    texts.mkdir(parents=True, exist_ok=True)
    by_repo: dict[str, list[dict[str, Any]]] = {}
    for entry in known:
        by_repo.setdefault(entry["repo"], []).append(entry)
    with ThreadPoolExecutor(8) as beside:  # which mostly wait for the network
        missing = beside.map(lambda some: _collect_of_one(clones, texts, some, origin), by_repo.values())
        return [name for names in missing for name in names]


def _collect_of_one(clones: Path, texts: Path, known: Sequence[dict[str, Any]], origin: str) -> list[str]:
    missing = []
    for entry in known:
        text = excerpt(_shown(clones, entry, origin).decode("utf-8", "replace"), entry["lines"])
        if hashlib.sha256(text.encode()).hexdigest() == entry["sha256"]:
            (texts / file_of(entry)).write_text(text, encoding="utf-8")
        else:
            missing.append(f"{entry['repo']} {entry['path']}")
    return missing


def _shown(clones: Path, entry: dict[str, Any], origin: str) -> bytes:
    """Return the file of a document as of its commit, or nothing if it cannot be had."""
    clone, commit = clones / entry["repo"], entry["commit"]
    show = ("show", f"{commit}:{entry['path']}")
    found = _git(clone, *show)
    if found is None:
        if not clone.exists():
            clone.mkdir(parents=True)
            _git(clone, "init", "--quiet", "--bare")
            _git(clone, "remote", "add", "origin", f"{origin}/{entry['repo']}")
        # Neither history nor files: `git show` gets the one that it shows.
        _git(clone, "fetch", "--quiet", "--depth=1", "--filter=blob:none", "origin", commit)
        found = _git(clone, *show)
    return found or b""


def _git(clone: Path, *command: str) -> bytes | None:
    # Without a terminal, git does not ask for the password of a repository that is gone.
    done = subprocess.run(
        ["git", "-C", str(clone), *command],
        capture_output=True,
        check=False,
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
    )
    return None if done.returncode else done.stdout


def main() -> None:
    clones, texts = map(Path, sys.argv[1:3])
    origin = sys.argv[3] if len(sys.argv) > 3 else "https://github.com"
    known = entries()
    missing = collect(clones, texts, known, origin)
    print(f"{len(known) - len(missing)} texts in {texts}")
    if missing:
        sys.exit("not found as they were labelled:\n" + "\n".join(missing))


if __name__ == "__main__":
    main()
