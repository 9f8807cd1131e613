"""`profiling-scope classify --explain --output-format json`: a contract, like every JSON output.

    {"version": 1, "documents": [DOCUMENT, …]}

DOCUMENT has `path`, `scope`, `mode`, `english`, `looks` and `blocks`. Each of `looks` says what the page
looks like as a whole: `question`, `signal` (what every block has of it), `meaning`, `score` (log-odds: `bias`
and the `amount` of every trait), `bias` and `traits` with `name`, `meaning` and `amount`. A block has what
`classify` prints of it, `notes` (what its labels follow from beside the two answers) and `answers`:
`comparison` and `proposal`. An answer has `yes`, `certain`, `score` (log-odds: `bias` and the `amount` of
every signal add up to it), `bias`, `threshold` (yes from here on), `certain_from`, `probability`,
`signals` and `opposite`. A signal has `signal` (its name), `meaning`, `amount` (of log-odds), `source`
(block, heading, section above, page, list item, lead-in, around) and `words`: null,
or `text`, `start_line`, `start_col`, `end_line`, `end_col` (1-based, `end_col` exclusive).
`opposite` has `distance` (of the score from the threshold) and three lists of names of signals, at most one
of them not empty: `without` (the fewest that have to go), `with_any` (each is enough), `with_all` (the
fewest that are enough together); names in the last two come with `meaning` and `amount`.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from mkdocs_profiling_scope.core.explained.values import Account, Answer, Clue, Explanation, Missing
from mkdocs_profiling_scope.formats.labels import of_block


def document(shown: str, explanation: Explanation) -> dict[str, Any]:
    """Return the explanation of a page."""
    return {
        "path": shown,
        "scope": explanation.scope,
        "mode": explanation.mode,
        "english": explanation.english,
        "looks": [dataclasses.asdict(look) for look in explanation.looks],
        "blocks": [_block(account) for account in explanation.accounts],
    }


def _block(account: Account) -> dict[str, Any]:
    return {
        **of_block(account.block),
        "notes": list(account.notes),
        "answers": {answer.question: _answer(answer) for answer in account.answers},
    }


def _answer(answer: Answer) -> dict[str, Any]:
    opposite = answer.opposite
    return {
        "yes": answer.is_so,
        "certain": answer.is_certain,
        "score": answer.score,
        "bias": answer.bias,
        "threshold": answer.threshold,
        "certain_from": answer.certain,
        "probability": answer.probability,
        "signals": [_signal(clue) for clue in answer.clues],
        "opposite": {
            "distance": opposite.distance,
            "without": [clue.signal for clue in opposite.without],
            "with_any": [_missing(missing) for missing in opposite.with_any],
            "with_all": [_missing(missing) for missing in opposite.with_all],
        },
    }


def _signal(clue: Clue) -> dict[str, Any]:
    return {
        "signal": clue.signal,
        "meaning": clue.meaning,
        "amount": clue.amount,
        "source": clue.source,
        "words": dataclasses.asdict(clue.words) if clue.words else None,
    }


def _missing(missing: Missing) -> dict[str, Any]:
    return dataclasses.asdict(missing)
