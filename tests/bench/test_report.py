"""The stored report on the judgement: what it looks like, and what `./dev bench detection` does with it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from bench import detection
from bench.__main__ import main
from bench.detection.corpus import FOLDER, read_corpus
from bench.detection.hard import Hard, hard_examples
from bench.detection.report import report
from tests.bench.measured import HELD_BACK, TUNED, finding, measured

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
STORED = HERE / "report.txt"
RIGHT, WRONG, MISSED = (
    ("other/cross", "other/cross"),
    ("other/none", "other/cross"),
    ("other/cross", "other/none"),
)
PLAN, PLAN_MISSED = ("proposal/none", "proposal/none"), ("proposal/none", "other/none")
QUIET, ALARM = ("other/none", "other/none"), ("other/none", "proposal/none")


def test_report(update: bool) -> None:
    documents = [
        measured(TUNED[0], [RIGHT] * 8 + [MISSED, WRONG], [finding("PS101", 1), finding("PS104", 10)]),
        measured(TUNED[1], [PLAN] * 6 + [PLAN_MISSED] * 2, [finding("PS203", 1, 6)], kind=2),
        measured(TUNED[1], [QUIET] * 9 + [ALARM], [finding("PS201", 10, sure=False)], kind=6),
        measured(HELD_BACK[0], [RIGHT] * 6 + [MISSED] * 2, [finding("PS101", 1)], kind=4),
        measured(
            HELD_BACK[1],
            [PLAN] * 3 + [ALARM, ("unsure/unsure", "other/none")],
            kind=3,
            style="mixed_or_unclear",
        ),
    ]
    hard = Hard(4, 1, Counter(PS101=3, PS201=1), Counter(PS101=2), Counter(PS101=1))
    text = report(documents, hard)
    if update:
        STORED.write_text(text, "utf-8", newline="\n")
    assert text == STORED.read_text("utf-8")
    assert report(list(reversed(documents)), hard) == text


def test_reads_what_a_corpus_holds() -> None:
    read, reader = read_corpus(CORPUS)
    assert (read.about.corpus, read.about.owner, read.about.kind) == ("mrrc", "dchud", 2)
    assert (read.own_mode, sorted(read.settings.mode_ids)) == ("python", ["pymarc", "python", "rust"])
    assert (reader.about.corpus, reader.about.owner, reader.about.kind) == ("wild", "siltgrain-authors", 1)
    assert [label.comparison for label in reader.labels] == ["none", "cross", "none"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the report is stored; the documents are ours."""
    (tmp_path / "bench").mkdir()
    monkeypatch.setattr(detection, "ROOT", tmp_path)
    monkeypatch.setenv(FOLDER, str(CORPUS))
    return tmp_path


def test_a_report_that_is_not_stored_is_a_difference(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["detection"]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("The shipped judgement against the labels of real documents\n")
    assert "bench/detection.txt is not current" in printed
    assert not list(place.glob("bench/*"))


def test_write_stores_it_and_then_there_is_no_difference(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["detection", "--write"]) == 0
    capsys.readouterr()
    assert main(["detection"]) == 0
    assert capsys.readouterr().out.endswith("bench/detection.txt is current\n")
    assert main(["detection", "--write"]) == 0
    assert capsys.readouterr().out == "bench/detection.txt was current already\n"


def test_another_judgement_is_shown_as_a_diff(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["detection", "--write"]) == 0
    corpus = place / "corpus"
    shutil.copytree(CORPUS, corpus)
    labels = corpus / "wild/labels.jsonl"
    rows = [{**json.loads(row), "comparison": "none"} for row in labels.read_text("utf-8").splitlines()]
    labels.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    monkeypatch.setenv(FOLDER, str(corpus))
    capsys.readouterr()
    assert main(["detection"]) == 1
    changed = [line for line in capsys.readouterr().out.splitlines() if line[:1] in "+-" and "wild" in line]
    assert sorted({line[0] for line in changed}) == ["+", "-"]


def test_without_the_documents_nothing_is_measured(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(place))
    assert main(["detection"]) == 0
    assert capsys.readouterr().out.startswith(
        "detection: the labelled documents are not here, so nothing is measured"
    )
    assert main(["detection", "--write"]) == 2
    assert not list(place.glob("bench/*"))


def test_write_goes_with_detection(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed", "--write"])
    assert "--write goes with detection" in capsys.readouterr().err


def test_counts_hard_examples(tmp_path: Path) -> None:
    page = (
        "{}:\n\n````md\n---\nscope: profiling\nmode: native\n---\n\n# T\n\n{}\n````\n\n```findings\n{}```\n"
    )
    (tmp_path / "PS101.md").write_text(
        page.format("Right", "We read 4.2M rows/s.", "")
        + page.format("Wanted in vain", "We read 4.2M rows/s.", '8:1 PS101 "We read"\n'),
        "utf-8",
    )
    found = hard_examples(tmp_path)
    assert (found.examples, found.right) == (2, 1)
    assert (found.wanted, found.found, found.met) == ({"PS101": 1}, {}, {})
