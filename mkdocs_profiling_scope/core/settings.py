"""The settings, the same for every host, checked key by key."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, cast

from mkdocs_profiling_scope.core.globs import Glob
from mkdocs_profiling_scope.core.guess import did_you_mean
from mkdocs_profiling_scope.core.values import LEVELS, PAGE_SCOPES, Level, PageScope

PLACEMENTS = ("move", "link", "off")
MEDIUM = ("info", "level", "off")


class SettingsError(ValueError):
    """A setting that cannot be used: names the key, the value, what is allowed and the remedy."""

    def __init__(self, key: str, problem: str) -> None:
        self.key = key
        self.problem = problem
        super().__init__(f"{key}: {problem}" if key else problem)


@dataclass(frozen=True, slots=True)
class Mode:
    """An implementation or execution mode and the names that it goes by."""

    id: str
    title: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name: id, title and aliases, without repetition."""
        return tuple(dict.fromkeys((self.id, self.title, *self.aliases)))


@dataclass(frozen=True, slots=True)
class PageRule:
    """An entry of `pages`: which documents a scope and a mode are declared for."""

    match: str
    scope: PageScope | None
    mode: str | None
    glob: Glob


@dataclass(frozen=True, slots=True)
class Nav:
    """How the nav sections are titled and placed, and whether each begins with an overview."""

    profiling: str = "Profiling"
    proposal: str = "Optimization"
    placement: str = "move"
    overview: str = "overview"  # what its title ends with; empty for none


@dataclass(frozen=True, slots=True)
class Labels:
    """What badges say of each scope; an empty text is no badge."""

    profiling: str = "Profiling"
    proposal: str = "Proposal"
    opportunity: str = "Opportunity"

    def of(self, scope: str) -> str:
        """Return the label of a scope."""
        return str(getattr(self, scope, ""))


@dataclass(frozen=True)
class Settings:
    """Settings of a project; build them with `from_mapping`."""

    modes: tuple[Mode, ...] = ()
    pages: tuple[PageRule, ...] = ()
    rules: Mapping[str, Level] = field(default_factory=dict)  # by code; only what differs
    nav: Nav = Nav()
    tags: bool = True
    labels: Labels = Labels()
    report: bool = True
    medium: str = "info"
    docs_dir: str = "docs"

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Settings:
        """Check `data` (see the settings reference) and build settings from it.

        Raises:
            SettingsError: a key is unknown, or a value is not one of the allowed ones.
        """
        data = _mapping("", data)
        _known("", data, ("modes", "pages", "rules", "nav", "tags", "report", "medium", "docs_dir"))
        modes = tuple(_mode(id, value) for id, value in _mapping("modes", data.get("modes")).items())
        ids = [mode.id for mode in modes]
        return cls(
            modes=modes,
            pages=tuple(
                _page(f"pages[{i}]", p, ids) for i, p in enumerate(_list("pages", data.get("pages")))
            ),
            rules=_rules(_mapping("rules", data.get("rules"))),
            nav=_nav(_mapping("nav", data.get("nav"))),
            tags=data.get("tags") is not False,
            labels=_labels(data.get("tags", True)),
            report=_bool("report", data.get("report", True)),
            medium=_choice("medium", data.get("medium", "info"), MEDIUM),
            docs_dir=_string("docs_dir", data.get("docs_dir", "docs")).replace("\\", "/").strip("/") or ".",
        )

    @cached_property
    def mode_ids(self) -> frozenset[str]:
        """Return the ids of all modes."""
        return frozenset(mode.id for mode in self.modes)

    def page_rule(self, path: str) -> PageRule | None:
        """Return the first entry of `pages` that matches `path`, relative to `docs_dir` or below it."""
        inside = self.inside_docs(path)
        return next((rule for rule in self.pages if rule.glob.matches(inside)), None)

    @staticmethod
    def check(key: str, value: str | None, allowed: Collection[str]) -> None:
        """Raise `SettingsError` for a `value` that is neither None nor `allowed`."""
        if value is not None:
            _choice(key, value, allowed)

    def concerns(self, path: str, keys: Container[str]) -> bool:
        """Say whether a page is worth analysing: `pages` or its front matter say what it is.

        Args:
            path: of the page, as for `page_rule`.
            keys: of its front matter.
        """
        return "scope" in keys or "mode" in keys or self.page_rule(path) is not None

    def idle_globs(self, paths: Collection[str]) -> list[str]:
        """Return a warning for every entry of `pages` that matches none of `paths` in `docs_dir`."""
        return [
            f"pages[{i}].match: {rule.match!r} matches no document; "
            f"globs are relative to docs_dir ({self.docs_dir}){did_you_mean(rule.match, paths)}"
            for i, rule in enumerate(self.pages)
            if not any(map(rule.glob.matches, paths))
        ]

    def inside_docs(self, path: str) -> str:
        """Return `path` relative to `docs_dir` where it starts with that folder, else unchanged."""
        path = path.replace("\\", "/").removeprefix("./")
        return path.removeprefix(self.docs_dir + "/")


def _known(key: str, data: Mapping[str, Any], allowed: Collection[str]) -> None:
    for name in data:
        if name not in allowed:
            where = f"{key}.{name}" if key else str(name)
            raise SettingsError(where, f"unknown key; {_allowed(name, allowed)}")


def _allowed(value: object, allowed: Collection[str]) -> str:
    listed = "allowed: " + (", ".join(allowed) or "nothing, none is configured")
    return listed + did_you_mean(value, allowed)


def _wrong(key: str, value: object, expected: str) -> SettingsError:
    return SettingsError(key, f"{value!r} is not {expected}")


def _mapping(key: str, value: object) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _wrong(key or "settings", value, "a mapping of names to values")
    return value


def _list(key: str, value: object) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, (list, tuple)):
        raise _wrong(key, value, "a list")
    return list(value)


def _string(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(key, value, "a text that is not empty; quote it if YAML reads it as something else")
    return value


def _bool(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(key, value, "true or false")
    return value


def _choice(key: str, value: object, allowed: Collection[str]) -> str:
    if value not in allowed:
        hint = (
            '; YAML reads a bare off as false, so quote it: "off"'
            if value is False and "off" in allowed
            else ""
        )
        raise SettingsError(key, f"{value!r} is not known; {_allowed(value, allowed)}{hint}")
    return cast(str, value)


def _mode(id: object, value: object) -> Mode:
    id = _string("modes", id)
    key = f"modes.{id}"
    data = _mapping(key, value)
    _known(key, data, ("title", "aliases"))
    title = _string(f"{key}.title", data.get("title", id))
    aliases = tuple(
        _string(f"{key}.aliases[{i}]", a) for i, a in enumerate(_list(f"{key}.aliases", data.get("aliases")))
    )
    return Mode(id, title, aliases)


def _page(key: str, value: object, modes: list[str]) -> PageRule:
    data = _mapping(key, value)
    _known(key, data, ("match", "scope", "mode"))
    if "match" not in data:
        raise SettingsError(
            f"{key}.match", 'missing; give a glob relative to docs_dir, as in "design/profiling/**"'
        )
    match = _string(f"{key}.match", data["match"]).replace("\\", "/")
    scope = data.get("scope")
    mode = data.get("mode")
    return PageRule(
        match,
        None if scope is None else cast(PageScope, _choice(f"{key}.scope", scope, PAGE_SCOPES)),
        None if mode is None else _choice(f"{key}.mode", mode, modes),
        Glob(match),
    )


def _rules(data: Mapping[str, Any]) -> Mapping[str, Level]:
    # Imported here because rules know settings by type only, and settings know rules by name.
    from mkdocs_profiling_scope.core.rules import RULES

    by_key = {key: rule.code for rule in RULES for key in (rule.code, rule.name)}
    levels: dict[str, Level] = {}
    for name, value in data.items():
        if name not in by_key:
            raise SettingsError(f"rules.{name}", f"unknown rule; {_allowed(name, by_key)}")
        levels[by_key[name]] = cast(
            Level, "off" if value is False else _choice(f"rules.{name}", value, LEVELS)
        )
    return levels


def _nav(data: Mapping[str, Any]) -> Nav:
    _known("nav", data, ("profiling", "proposal", "placement", "overview"))
    placement = data.get("placement", "move")
    return Nav(
        _string("nav.profiling", data.get("profiling", "Profiling")),
        _string("nav.proposal", data.get("proposal", "Optimization")),
        "off" if placement is False else _choice("nav.placement", placement, PLACEMENTS),
        _overview(data.get("overview", True)),
    )


def _overview(value: object) -> str:
    if isinstance(value, bool):
        return Nav().overview if value else ""
    if not isinstance(value, str):
        raise _wrong("nav.overview", value, "true, false, or the word for an overview")
    return value.strip()


def _labels(tags: object) -> Labels:
    if isinstance(tags, bool):
        return Labels()
    if not isinstance(tags, Mapping):
        raise _wrong("tags", tags, "true, false, or a mapping with the key labels")
    _known("tags", tags, ("labels",))
    labels = tags.get("labels", True)
    names = [field.name for field in fields(Labels)]
    if isinstance(labels, bool):
        return Labels() if labels else Labels(**dict.fromkeys(names, ""))
    if not isinstance(labels, Mapping):
        raise _wrong("tags.labels", labels, "true, false, or a mapping from scope to text")
    _known("tags.labels", labels, names)
    for name, label in labels.items():
        if not isinstance(label, str):
            raise _wrong(f"tags.labels.{name}", label, 'a text; "" for no badge')
    return Labels(**labels)
