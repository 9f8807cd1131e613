"""The settings, the same for every host, checked key by key."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from typing import Any, cast

from mkdocs_profiling_scope.core.guess import did_you_mean
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.settings.checked import (
    SettingsError,
    allowed_values,
    boolean,
    choice,
    choice_or_none,
    inside,
    known,
    listing,
    mapping,
    text,
)
from mkdocs_profiling_scope.core.settings.globs import Glob
from mkdocs_profiling_scope.core.settings.shown import (
    Labels,
    Nav,
    read_labels,
    read_nav,
    read_rule_docs,
    read_serve_warnings,
)
from mkdocs_profiling_scope.core.values import LEVELS, PAGE_SCOPES, Level, PageScope

BASELINE = "profiling-scope-baseline.json"
MODE_KEYS = ("title", "aliases")
PAGE_KEYS = ("match", "scope", "mode")
MEDIUM = ("info", "level", "off")
_AS_THEY_ARE: Mapping[str, Level] = {}


class Mode(NamedTuple):
    """An implementation or execution mode and the names that it goes by."""

    id: str
    title: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name: id, title and aliases, without repetition."""
        return tuple(dict.fromkeys((self.id, self.title, *self.aliases)))


class PageRule(NamedTuple):
    """An entry of `pages`: which documents a scope and a mode are declared for."""

    match: str
    scope: PageScope | None
    mode: str | None
    glob: Glob


class Settings(NamedTuple):
    """Settings of a project; build them with `from_mapping`."""

    modes: tuple[Mode, ...] = ()
    pages: tuple[PageRule, ...] = ()
    rules: Mapping[str, Level] = _AS_THEY_ARE  # by code; only what differs
    nav: Nav = Nav()
    tags: bool = True
    labels: Labels = Labels()
    report: bool = True
    serve_warnings: str = "serve"  # or build, or off
    rule_docs: str = ""
    medium: str = "info"
    docs_dir: str = "docs"
    baseline: str = BASELINE

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Settings:
        """Check `data` (see the settings reference) and build settings from it.

        Raises:
            SettingsError: a key is unknown, or a value is not one of the allowed ones.
        """
        data = mapping("", data)
        known("", data, KEYS)
        declared = mapping("modes", data.get("modes"), "{native: {aliases: [libsilt]}, node: {}}")
        modes = tuple(_mode(id, value) for id, value in declared.items())
        _refuse_shared_names(modes)
        ids = [mode.id for mode in modes]
        default = cls()
        return cls(
            modes=modes,
            pages=tuple(
                _page(f"pages[{i}]", p, ids) for i, p in enumerate(listing("pages", data.get("pages")))
            ),
            rules=_rules(mapping("rules", data.get("rules"), '{opportunity: "off"}')),
            nav=read_nav(mapping("nav", data.get("nav"), '{placement: "off"}')),
            tags=data.get("tags") is not False,
            labels=read_labels(data.get("tags", True)),
            report=boolean("report", data.get("report", default.report)),
            serve_warnings=read_serve_warnings(data.get("serve_warnings", default.serve_warnings)),
            rule_docs=read_rule_docs(data.get("rule_docs", default.rule_docs)),
            medium=choice("medium", data.get("medium", default.medium), MEDIUM),
            baseline=inside("baseline", data.get("baseline", default.baseline)),
            docs_dir=_docs_dir(data.get("docs_dir", default.docs_dir)),
        )

    @property
    def mode_ids(self) -> frozenset[str]:
        """Return the ids of all modes."""
        return frozenset(mode.id for mode in self.modes)

    def title_of(self, mode: str | None) -> str:
        """Return the title of the mode with an id; empty where there is none."""
        return next((known.title for known in self.modes if known.id == mode), "")

    def page_rule(self, path: str) -> PageRule | None:
        """Return the first entry of `pages` that matches `path`, relative to `docs_dir` or below it."""
        inside = self.inside_docs(path)
        return next((rule for rule in self.pages if rule.glob.matches(inside)), None)

    def concerns(self, path: str, keys: Container[str]) -> bool:
        """Say whether a page is worth analysing: `pages` or its front matter say what it is.

        Args:
            path: of the page, as for `page_rule`.
            keys: of its front matter.
        """
        declared = "scope" in keys or "mode" in keys or "Scope" in keys  # the last is told to be misspelt
        return declared or self.page_rule(path) is not None

    def idle_globs(self, paths: Collection[str]) -> list[str]:
        """Return a warning for every entry of `pages` that matches none of `paths` in `docs_dir`.

        A proposal that is named by its whole path is where `refactor` moves text to, once there is some.
        """
        idle = [
            (i, rule, self._meant(rule, paths) or did_you_mean(rule.match, paths))
            for i, rule in enumerate(self.pages)
            if not any(map(rule.glob.matches, paths))
        ]
        return [
            f"pages[{i}].match: {rule.match!r} matches no document; "
            f"globs are relative to docs_dir ({self.docs_dir}){guess}"
            for i, rule, guess in idle
            if guess or rule.scope != "proposal" or not rule.glob.literal
        ]

    def _meant(self, rule: PageRule, paths: Collection[str]) -> str:
        """Say what to write if a slash, `docs_dir`, braces or a bare folder is all that is wrong."""
        if "{" in rule.match:
            return "; braces stand for themselves, so write an entry for each alternative"
        below = self.inside_docs(rule.match.removeprefix("/"))
        for meant in (below, below.rstrip("/") + "/**"):
            if meant != rule.match and any(map(Glob(meant).matches, paths)):
                return f"; did you mean {meant!r}?"
        return ""

    def inside_docs(self, path: str) -> str:
        """Return `path` relative to `docs_dir` where it starts with that folder, else unchanged."""
        path = path.replace("\\", "/").removeprefix("./")
        return path.removeprefix(self.docs_dir + "/")


KEYS = tuple(field for field in Settings._fields if field != "labels")  # which are in tags


def _docs_dir(value: object) -> str:
    return text("docs_dir", value).replace("\\", "/").strip("/") or "."


def _mode(id: object, value: object) -> Mode:
    id = text("modes", id)
    key = f"modes.{id}"
    data = mapping(key, value, "{aliases: [libsilt]}")
    known(key, data, MODE_KEYS)
    title = text(f"{key}.title", data.get("title", id))
    aliases = tuple(
        text(f"{key}.aliases[{i}]", a) for i, a in enumerate(listing(f"{key}.aliases", data.get("aliases")))
    )
    return Mode(id, title, aliases)


def _refuse_shared_names(modes: Sequence[Mode]) -> None:
    owners: dict[str, str] = {}
    for mode in modes:
        keys = {name: f"aliases[{i}]" for i, name in reversed(list(enumerate(mode.aliases)))}
        for name in mode.names:
            if (owner := owners.setdefault(name.lower(), mode.id)) != mode.id:
                key = "" if name == mode.id else keys.get(name, "title")
                raise SettingsError(
                    f"modes.{mode.id}.{key}".rstrip("."),
                    f"{name!r} is a name of the mode {owner!r} already; a name can stand for one mode only",
                )


def _page(key: str, value: object, modes: list[str]) -> PageRule:
    data = mapping(key, value, '{match: "design/profiling/**", scope: profiling}')
    known(key, data, PAGE_KEYS)
    if "match" not in data:
        raise SettingsError(
            f"{key}.match", 'missing; give a glob relative to docs_dir, as in "design/profiling/**"'
        )
    match = text(f"{key}.match", data["match"]).replace("\\", "/")
    scope = choice_or_none(f"{key}.scope", data.get("scope"), PAGE_SCOPES)
    mode = choice_or_none(f"{key}.mode", data.get("mode"), modes)
    return PageRule(match, cast("PageScope | None", scope), mode, Glob(match))


def _rules(data: Mapping[str, Any]) -> Mapping[str, Level]:
    if not data:
        return {}
    # Imported here because rules know settings by type only, and settings know rules by name.
    from mkdocs_profiling_scope.core.rules import RULES

    by_key = {key: rule.code for rule in RULES for key in (rule.code, rule.name)}
    levels: dict[str, Level] = {}
    for name, value in data.items():
        if name not in by_key:
            raise SettingsError(f"rules.{name}", f"unknown rule; {allowed_values(name, by_key)}")
        code = by_key[name]
        level = cast(Level, "off" if value is False else choice(f"rules.{name}", value, LEVELS))
        if levels.setdefault(code, level) != level:
            raise SettingsError(
                f"rules.{name}", f"{code} is named twice, as {levels[code]!r} and as {level!r}; keep one"
            )
    return levels
