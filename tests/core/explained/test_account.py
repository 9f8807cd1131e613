"""Explanations of judgements: the sums are the model's own, and what is said to change them does."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Mapping
from textwrap import dedent

import pytest

from mkdocs_profiling_scope.core.analyse import analyse, explain
from mkdocs_profiling_scope.core.explained.values import Account, Answer, Clue
from mkdocs_profiling_scope.core.judgement.models import Model, load_models
from mkdocs_profiling_scope.core.judgement.pairs import parts
from tests.docs.rule_pages import PAGES, SETTINGS, Example, examples

EXAMPLES = [example for page in PAGES for example in examples(page)]
MODELS = {"comparison": load_models().comparing, "proposal": load_models().proposing}


def told(text: str) -> list[Account]:
    """Explain a profile of the native core."""
    page = explain(dedent(text).lstrip("\n"), SETTINGS, scope="profiling", mode="native")
    return list(page.accounts)


def answers(example: Example) -> list[Answer]:
    page = explain(example.text, SETTINGS, path=example.path)
    return [answer for account in page.accounts for answer in account.answers]


def clue(account: Account, signal: str) -> Clue:
    (found,) = {c for answer in account.answers for c in answer.clues if c.signal == signal}
    return found


def test_every_example_of_the_rules_is_explained_as_it_is_judged() -> None:
    for example in EXAMPLES:
        found = explain(example.text, SETTINGS, path=example.path)
        assert [account.block for account in found.accounts] == list(example.analyse().blocks), example.id


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_the_score_is_the_sum_of_what_is_told(page: object) -> None:
    for answer in itertools.chain.from_iterable(answers(e) for e in EXAMPLES if e.page == page):
        assert answer.score == pytest.approx(answer.bias + math.fsum(c.amount for c in answer.clues))
        assert answer.is_so == (answer.score >= answer.threshold)
        assert answer.is_certain == (answer.score >= answer.certain)
        amounts = [abs(c.amount) for c in answer.clues]
        assert amounts == sorted(amounts, reverse=True)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_what_is_said_to_change_the_judgement_changes_it(page: object) -> None:
    for answer in itertools.chain.from_iterable(answers(e) for e in EXAMPLES if e.page == page):
        model, opposite = MODELS[answer.question], answer.opposite
        there = {c.signal: c.amount for c in answer.clues if parts(c.signal) is None}
        gone = [c.signal for c in opposite.without]

        def score(signals: Mapping[str, float], model: Model = model) -> float:
            """Add up what signals say, each by itself and in pairs."""
            pairs = [model.weights[name] for name, _, _ in model.pairs.of(signals)]
            return model.bias + math.fsum([*signals.values(), *pairs])

        def rest(without: Collection[str], there: Mapping[str, float] = there) -> dict[str, float]:
            return {name: amount for name, amount in there.items() if name not in without}

        def more(missing: Collection[str], model: Model = model) -> dict[str, float]:
            return {name: model.weights[name] for name in missing}

        if answer.is_so:
            assert gone, "a judgement rests on something"
            assert score(rest(gone)) < model.threshold
            # Nothing smaller would do: not even the strongest of them, one less.
            assert score(rest(gone[:-1])) >= model.threshold
        else:
            assert not gone
            for missing in opposite.with_any:
                assert missing.signal not in there
                with_it = score(there | more([missing.signal]))
                assert with_it >= model.threshold
                assert with_it == pytest.approx(answer.score + missing.amount)
            if opposite.with_all:
                names = [missing.signal for missing in opposite.with_all]
                assert score(there | more(names)) >= model.threshold
                assert score(there | more(names[:-1])) < model.threshold


def test_words_of_the_block_have_their_place() -> None:
    heading, paragraph = told("# Reading\n\nThe core\nis 3x faster than Node.\n")
    assert (heading.words.start_line, heading.words.start_col, heading.words.text) == (1, 3, "Reading")
    found = clue(paragraph, "comparative")
    assert found.words is not None
    assert (found.source, found.words.text) == ("block", "faster than")
    assert (found.words.start_line, found.words.start_col, found.words.end_col) == (4, 7, 18)


SOURCES = """
# Reading compared

Read from a cold cache.

## Roadmap

### Later

The next steps are:

- Replace the map
    - with arenas

It is done by then.
"""


@pytest.mark.parametrize(
    ("block", "start", "source", "words"),
    [
        (1, "page", "page", "compared"),
        (3, "in", "heading", "Roadmap"),
        (4, "below", "section above", "Roadmap"),
        (5, "led by", "lead-in", "next steps"),
        (6, "under", "list item", "Replace"),
        (4, "heading looks", "heading", "Later"),
        (5, "lead-in looks", "lead-in", "The next steps are:"),
        (6, "item around looks", "list item", "Replace the map"),
    ],
)
def test_what_is_borrowed_says_from_where(block: int, start: str, source: str, words: str) -> None:
    account = told(SOURCES)[block]
    borrowed = [c for a in account.answers for c in a.clues if c.signal.startswith(f"{start} ") and c.words]
    assert {c.source for c in borrowed} == {source}
    assert words in {c.words.text for c in borrowed if c.words}


def test_labels_that_no_model_gives_are_told() -> None:
    text = """
        # Reading

        For context, the Node binding reaches 410k rows/s; we profile the native core independently.

        There is room for improvement in the layout of the row map.
    """
    _, context, opportunity = told(text)
    assert context.notes[0] == "context: sets the other mode aside"
    assert opportunity.notes == ("opportunity: says that an improvement is possible",)


def test_only_what_can_be_there_is_missed() -> None:
    text = "# Reading\n\nWarm reads.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nx = 1\n```\n"
    for account in told(text):
        for answer in account.answers:
            for missing in (*answer.opposite.with_any, *answer.opposite.with_all):
                first = missing.signal.split(" ")[0]
                assert (first in ("column", "columns", "rows", "table")) <= (account.block.kind == "table")
                assert (account.block.kind == "code") <= (first not in ("begins", "label", "plainly"))


def test_a_page_in_another_language_rests_on_none_of_its_words() -> None:
    found = explain("---\nlang: de\n---\n\n# Lesen\n\nWe should replace the map.\n", SETTINGS)
    assert not found.english
    told = [answer for account in found.accounts for answer in account.answers]
    assert not any(answer.is_so for answer in told)
    assert not any(clue.source == "block" for answer in told for clue in answer.clues)


def test_a_reason_is_given_once_however_many_signals_say_it() -> None:
    text = "# Reading\n\nOne parse takes 31 ms.\n\n## Optimization strategy\n\nWe should replace the map.\n"
    page = analyse(f"{text}\nWe should cache the footer.\n", SETTINGS, path="p.md", scope="profiling")
    told = [finding.reason.split("; ") for finding in page.findings]
    told += [list(block.reasons) for block in page.blocks]
    assert any(len(reasons) > 1 for reasons in told)
    assert [reasons for reasons in told if len(set(reasons)) < len(reasons)] == []
