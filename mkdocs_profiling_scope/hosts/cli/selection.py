"""Which rules run: `--select` and `--ignore` on top of the settings."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_profiling_scope.core.rules import RULES, Rule
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Level
from mkdocs_profiling_scope.hosts.project.errors import UserError


class SelectionError(UserError):
    """A word that is no code, code prefix or name of a rule."""


def select(settings: Settings, selected: Iterable[str], ignored: Iterable[str]) -> Settings:
    """Return `settings` with the rules off that are not selected, or are ignored.

    They are turned off, not filtered out afterwards, so that a section's finding that is ignored does
    not take the findings it stands for along. A rule selected by its whole code or name runs even where
    the settings turn it off.

    Raises:
        SelectionError: a word names no rule.
    """
    words, ignores = _words(selected), _words(ignored)
    wanted = {rule.code for word in words for rule in _matching("--select", word)}
    unwanted = {rule.code for word in ignores for rule in _matching("--ignore", word)}
    asked_for = {rule.code for rule in RULES for word in words if word.casefold() in _keys(rule)}
    levels: dict[str, Level] = dict(settings.rules)
    for rule in RULES:
        if rule.code in asked_for and levels.get(rule.code, rule.level) == "off":
            levels[rule.code] = "warning" if rule.level == "off" else rule.level
        if (words and rule.code not in wanted) or rule.code in unwanted:
            levels[rule.code] = "off"
    return settings._replace(rules=levels)


def find_rule(word: str) -> Rule:
    """Return the rule with the code or name `word`.

    Raises:
        SelectionError: there is none.
    """
    for rule in RULES:
        if word.casefold() in _keys(rule):
            return rule
    raise SelectionError(f"{word!r} is not a rule; {_guess(word)}")


def _words(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _keys(rule: Rule) -> tuple[str, str]:
    return rule.code.casefold(), rule.name.casefold()


def _matching(option: str, word: str) -> list[Rule]:
    folded = word.casefold()
    found = [rule for rule in RULES if rule.code.casefold().startswith(folded) or rule.name == folded]
    if not found:
        raise SelectionError(
            f"{option}: {word!r} is not a code, the beginning of one, or a name; {_guess(word)}"
        )
    return found


def _guess(word: str) -> str:
    keys = {
        key: shown for rule in RULES for key, shown in zip(_keys(rule), (rule.code, rule.name), strict=True)
    }
    import difflib  # here, because only who mistypes waits for it

    close = difflib.get_close_matches(word.casefold(), keys, n=1)
    listed = "see them all with `profiling-scope rule`"
    return f"did you mean {keys[close[0]]!r}? {listed}" if close else listed
