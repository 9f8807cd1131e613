"""A proposal for settings, from the documents that are there: modes by their names, pages by their paths."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mkdocs_profiling_scope.core.discovery.contrasts import contrasts
from mkdocs_profiling_scope.core.discovery.pages_proposed import ProposedPage, propose_pages, stem
from mkdocs_profiling_scope.core.markdown.parse import parse

# What implementations of one thing are called after: the names of a platform, the first of them its id.
_NAMES = """
rust rs|python py cpython|node node.js nodejs js javascript|wasm webassembly|go golang|cpp c++|dotnet c# .net
java|jvm|kotlin|ruby|php|swift|zig|julia|lua|cython|pypy|c|native|gpu|cuda|cpu|simd|async|sync|jit|typescript
vulkan|metal|opencl|webgpu wgpu|dx12
"""
_FAMILIES = [family.split() for family in re.split(r"[|\n]", _NAMES.strip())]
_PLATFORMS = {name: family[0] for family in _FAMILIES for name in family}
_ROLES = (
    "wrapper bindings? core implementation backend engine port runtime extension client driver version mode"
)
_ROLE = f"(?:{'|'.join(_ROLES.split())})"
_NAME = r"[A-Za-z][\w.+#]*"
_WITH_ROLE = re.compile(rf"\b({_NAME}) {_ROLE}\b")
_PURE = re.compile(rf"\b([Pp]ure|[Nn]ative)[ -]({_NAME})")
# "Python's SiltStream", "Rust (libsilt)", "native concurrent (`pool`)"
_OWNED = re.compile(rf"\b({_NAME})(?:['’]s [`*]*|(?: \w+){{0,2}} \([`*]*)({_NAME})\b")
_IDENTIFIER = re.compile(r"[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]|_|\w\d")
# What begins like a package that is named after its platform, and is a product of its own.
_PRODUCT = re.compile(
    r"json\w*|py(?:arrow|charm|dantic|env|flame|lint|pi|plot|ramid|right|script|spark|test|torch)"
)
_TYPE = re.compile(r"[a-z]{1,5}\d+")  # of numbers: float32, u8
_NOT_MODES = frozenset(["cpu core", *(f"{name} version" for name in _PLATFORMS)])
LEAST = 3  # mentions before a name is worth a mode
AGAINST = 2  # times that it has to be set against another, where nothing else says that it is one
# What is a word or a letter of English too is taken only as its owners write it.
_AS_WRITTEN = {"go": "Go", "c": "C", "native": "Native", "metal": "Metal", "jit": "JIT", "rs": "rs"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A name of a mode, how often it occurs, and where first."""

    name: str
    count: int
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ProposedMode:
    """A mode with its names, the title first."""

    id: str
    title: str
    seen: Seen | None  # the title
    names: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Discovery:
    """What settings could say."""

    modes: tuple[ProposedMode, ...]
    pages: tuple[ProposedPage, ...]

    @property
    def mapping(self) -> dict[str, object]:
        """Return the settings, as `Settings.from_mapping` takes them."""
        modes = {
            mode.id: {"title": mode.title, "aliases": [seen.name for seen in mode.names]}
            for mode in self.modes
        }
        return {"modes": modes, "pages": [page.mapping for page in self.pages]}


@dataclass(frozen=True, slots=True)
class _Mention:
    family: str
    name: str
    path: str
    line: int
    strong: bool  # says by itself that this is an implementation
    against: bool = False  # stands against another
    measured: bool = False  # so does its column of figures


def discover(pages: Mapping[str, str], project: str = "") -> Discovery:
    """Propose settings for the documents `pages`: text by path, relative to the documents folder.

    Args:
        pages: all documents of a site.
        project: its name, which the implementation at its core often bears.
    """
    about = {path: text for path, text in pages.items() if _is_about_performance(path)} or dict(pages)
    mentions = [mention for path, text in sorted(about.items()) for mention in _mentions(path, text)]
    families = _families(mentions)
    shared = _shared(families.values())
    modes = _told_apart(
        _mode(family, [m for m in found if m.name.lower() not in shared], about, project)
        for family, found in families.items()
    )
    return Discovery(modes, propose_pages(pages, lambda path: _mode_of(path, pages[path], modes)))


def _is_about_performance(path: str) -> bool:
    return bool(re.search(r"profil|perf|bench|optimi[sz]", path, re.IGNORECASE))


def _mentions(path: str, text: str) -> Iterator[_Mention]:
    document = parse(text)
    view, source = document.view, document.source

    def mention(family: str | None, name: str, offset: int, *, strong: bool = True) -> Iterator[_Mention]:
        if family:
            yield _Mention(family, name, path, source.line(offset), strong)

    for found in _PURE.finditer(view):
        family = _PLATFORMS.get(found[2].lower())
        yield from mention(family, f"{found[1].capitalize()} {found[2]}", found.start())
    for found in _WITH_ROLE.finditer(view):
        family = _PLATFORMS.get(found[1].lower())
        if found[0].lower() not in _NOT_MODES:
            yield from mention(family, found[0], found.start())
    for found in _OWNED.finditer(source.text):
        family = _PLATFORMS.get(found[1].lower())
        named = _IDENTIFIER.search(found[2]) or f"`{found[2]}`" in source.text or _prefixed(found[2])
        if family and named and not (_is_part(found[2]) or _is_product(found[2])):
            yield from mention(family, found[2], found.start(2), strong=False)
    for family, word, offset, measured in contrasts(document, _platform):
        line = source.line(offset)
        yield _Mention(family, word, path, line, strong=False, against=True, measured=measured)
    for word in re.findall(r"[A-Za-z+#]{3,}", stem(path).lower()):
        yield from mention(_PLATFORMS.get(word) or _prefixed(word), word, 0)


def _is_part(name: str) -> bool:
    """Say whether what a platform has is one of its types or modules, or a file or member of its code."""
    return bool(_TYPE.fullmatch(name)) or name in sys.stdlib_module_names or "." in name


def _is_product(name: str) -> bool:
    return _PRODUCT.fullmatch(name.lower()) is not None


def _platform(word: str) -> str | None:
    lower = word.lower()
    return _PLATFORMS.get(lower) if _AS_WRITTEN.get(lower, word) == word else None


def _prefixed(word: str) -> str | None:
    """Return the family of a package that is named after its platform: pysilt, node-silt, silt-rs."""
    lower = word.lower()
    if _is_product(word):
        return None
    for prefix, family in (
        ("py", "python"),
        ("node-", "node"),
        ("rust-", "rust"),
        ("js", "node"),
        ("go-", "go"),
    ):
        if lower.startswith(prefix) and len(lower) > len(prefix) + 2 and lower not in _PLATFORMS:
            return family
    for suffix, family in (("-py", "python"), ("-js", "node"), ("-rs", "rust")):
        if lower.endswith(suffix):
            return family
    return None


def _families(mentions: Iterable[_Mention]) -> dict[str, list[_Mention]]:
    found: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.family].append(mention)
    kept = {
        family: of
        for family, of in found.items()
        if any(mention.measured for mention in of)
        or sum(mention.strong for mention in of) >= LEAST
        or sum(mention.against for mention in of) >= AGAINST
    }
    return dict(sorted(kept.items(), key=lambda item: (-len(item[1]), item[0])))


def _shared(families: Iterable[list[_Mention]]) -> set[str]:
    """Return the names that several modes would have, which tell none of them from another."""
    counts = Counter(name for of in families for name in {mention.name.lower() for mention in of})
    return {name for name, count in counts.items() if count > 1}


def _told_apart(modes: Iterable[ProposedMode]) -> tuple[ProposedMode, ...]:
    """Return the modes without the names that several of them have, which tell none from another."""
    modes = tuple(modes)
    every = Counter(
        name
        for mode in modes
        for name in {mode.id.lower(), mode.title.lower(), *(seen.name.lower() for seen in mode.names)}
    )
    return tuple(
        replace(mode, names=tuple(seen for seen in mode.names if every[seen.name.lower()] == 1))
        for mode in modes
    )


def _mode(family: str, mentions: list[_Mention], pages: Mapping[str, str], project: str) -> ProposedMode:
    roles = Counter(mention.name.lower() for mention in mentions if " " in mention.name)
    title = max(roles, key=lambda name: (roles[name], name), default=family)
    names = {mention.name.lower() for mention in mentions if " " not in mention.name}
    names |= {name for name, of in _PLATFORMS.items() if of == family and len(name) > 2}
    if project and title.startswith(("pure", "native")):  # the project itself is its core
        names.add(project.lower())
    seen = {name: found for name in {*names, title} if (found := _seen(name, pages))}
    others = [found for name, found in seen.items() if name != title]
    shown = seen[title].name if title in seen else title
    return ProposedMode(
        family,
        shown[:1].upper() + shown[1:],
        seen.get(title),
        tuple(sorted(others, key=lambda found: (-found.count, found.name))),
    )


def _seen(name: str, pages: Mapping[str, str]) -> Seen | None:
    """Return how often and where first `name` stands in the text, as it is written most often."""
    pattern = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
    spelt: Counter[str] = Counter()
    place = ("", 0)
    for path, text in sorted(pages.items()):
        for found in pattern.finditer(text):
            place = place if place[0] else (path, text.count("\n", 0, found.start()) + 1)
            spelt[found[0]] += 1
    return Seen(spelt.most_common(1)[0][0], spelt.total(), *place) if spelt else None


def _mode_of(path: str, text: str, modes: tuple[ProposedMode, ...]) -> str | None:
    """Return the one mode that the file name or the first heading names."""
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    file = re.sub(r"[_-]+", " ", stem(path))
    for words in (file, heading[1] if heading else ""):
        named = {
            mode.id
            for mode in modes
            for name in (mode.id, mode.title, *(seen.name for seen in mode.names))
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)
        }
        if len(named) == 1:
            return named.pop()
    return None
