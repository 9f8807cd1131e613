"""Reasons in words: what a signal means to somebody who reads a finding."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_profiling_scope.core.judgement.judge import Judgement
from mkdocs_profiling_scope.core.judgement.pairs import parts
from mkdocs_profiling_scope.core.judgement.verdict import Evidence, Verdict
from mkdocs_profiling_scope.core.lexicon import Lexicon
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.quoting import quoted
from mkdocs_profiling_scope.core.signals.code_figures import IN_CODE
from mkdocs_profiling_scope.core.signals.held import HELD
from mkdocs_profiling_scope.core.signals.signals import NEAR, ORDER, PLACE, SAYS, SAYS_LITTLE
from mkdocs_profiling_scope.core.signals.wording import FIRST, INSIDE, LABEL
from mkdocs_profiling_scope.core.values import BlockScope, Comparison, Span

_WHERE = {
    "begins": "begins with {quote}, which {why}",
    "label": "is labelled {quote}, which {why}",
    "labelled": "goes on after its label with {quote}, which {why}",
    "heading": "the heading says {quote}, which {why}",
    "table": "the table says {quote}, which {why}",
    "column": "a column is headed {quote}, which {why}",
    "in": "stands under a heading that {why}",
    "below": "stands below a heading that {why}",
    "page": "stands on a page whose title {why}",
    "under": "belongs to a list item that {why}",
    "led by": "is introduced by a line that {why}",
    "after": "stands after a label that {why}",
}
_MODES = {
    "two": "names two modes",
    "others": "names several other modes",
    "other": "names another mode",
    "one": "names a mode",
    "own": "names its own mode",
    "linked": "links to a mode",
}
_STANDING = {  # see relating.py
    "against mode": "sets what it says against another mode",
    "against own": "sets what it says against the page's own mode",
    "against something else": "sets what it says against something that is no mode",
    "modes in a row": "names other modes in one row",
    "own mode in a row": "names its own mode and others in one row",
    "modes apart": "names several modes apart from each other",
}
_AROUND = {
    "two modes": "names two modes",
    "other mode": "names another mode",
    "own mode": "names the page's own mode",
    "a mode": "names a mode",
    "no mode": "names no mode",
}
_HOW = {
    "never": "does not look",
    "hardly": "hardly looks",
    "maybe": "may look",
    "likely": "looks",
    "surely": "surely looks",
}
_WHAT = {
    "some": "a page on which something is proposed",
    "much": "a page much of which is proposals",
    "mostly": "a proposal from beginning to end",
}
LOOKS = {  # what a page looks like as a whole, see overall.py
    f"page proposes {question} {answer}": f"the page {how} like {what}"
    for question, what in _WHAT.items()
    for answer, how in _HOW.items()
}
_PLAIN = {
    **LOOKS,
    **_STANDING,
    **HELD,
    **IN_CODE,
    "heading looks so": "its heading looks the same",
    "item around looks so": "the list item around it looks the same",
    "lead-in looks so": "the line that introduces it looks the same",
    "block before looks so": "the block before it looks the same",
    "what follows looks so": "what follows it looks the same",
    "page has the parts of a proposal": "the page has the sections of a design proposal",
    "page never advises": "the page never speaks to its users",
    "page advises": "the page speaks to its users",
    SAYS_LITTLE: "the page says little else",
    "sides said": "sets the modes that it names against each other",
    "sides asked": "asks how the modes that it names compare",
    "sides denied": "denies that the modes that it names differ in a way",
    "sides alike": "says that the modes that it names are alike",
    "sides open": "names several modes, and no word sets them against each other",
    "nowhere related": "no word sets them against each other, here or around",
    "implies said": "sets the mode that it names against its own side",
    "implies asked": "asks how the mode that it names compares with its own side",
    "implies denied": "denies that the mode that it names differs from its own side in a way",
    "implies alike": "says that the mode that it names is like its own side",
    "implies likely": "tells that the mode that it names is ahead, or has a figure of it beside another one",
    "implies ranked": "ranks the mode that it names",
    "plainly unrelated": "nothing sets modes against each other, here or around",
    "own words & other": 'names another mode beside "we" or "our"',
    "ends in colon": "ends in a colon",
    "is a change that was made": "names the commit or pull request of a change that was made",
    "columns are modes": "has modes as columns",
    "columns name a mode": "has a mode as a column",
    "columns name own mode": "has its own mode as a column",
    "columns name modes": "has a column that names several modes",
    "rows are modes": "has modes as rows",
    "rows name a mode": "has a mode as a row",
    "rows name own mode": "has its own mode as a row",
    "rows name modes": "has a row that names several modes",
    "table names modes": "is a table that names several modes",
    "table has figures": "is a table with figures",
    "table has no figures": "is a table without figures",
    "page compares never": "no block of the page names several modes",
    "page compares little": "few blocks of the page name several modes",
    "page compares some": "some blocks of the page name several modes",
    "page compares much": "many blocks of the page name several modes",
    "page has a table of modes": "the page has a table with modes side by side",
    "is heading": "is a heading",
    "is heading 0": "is the heading of a container",
    "is heading 1": "is a heading of level 1",
    "is heading 2": "is a heading of level 2",
    "is heading 3": "is a heading of level 3",
    "is heading 4": "is a heading of level 4 or lower",
    "is title": "is the title of an admonition, tab or term",
    "is paragraph": "is a paragraph",
    "is item": "is a list item",
    "is table": "is a table",
    "is html": "is HTML",
    "is code": "is code",
    "is code of text": "is code without a language, or a command",
    "is code of program": "is code of a programming language",
    "is short": "has less than 45 characters",
    "is medium": "has 45 to 130 characters",
    "is long": "has 130 characters or more",
    "is numbered": "is numbered",
    "is ticked task": "is an item that is ticked",
    "is open task": "is an item to tick",
    "is nested": "is inside of a list item",
    "is quoted": "is quoted",
    "begins bold": "begins in bold",
}
_PLAINLY = {  # of sentences: with the words that show it, and without them
    "plainly compares": ("{quote} names the modes and how they compare", "says how the modes compare"),
    "plainly proposes": ("{quote} asks for a change", "asks for a change"),
    "plainly wishes": ("{quote} wishes for a change", "wishes for a change"),
    "plainly measures": (
        "gives what was measured ({quote}), and nothing of a change",
        "gives what was measured, and nothing of a change",
    ),
    "plainly projects": (
        "{quote} gives a number for what a change would bring",
        "gives a number for what a change would bring",
    ),
    "plainly announces": (
        "the heading says {quote}, which announces a proposal",
        "the heading announces a proposal",
    ),
    "plainly asks": (
        "{quote} asks for a change, under a heading that announces it",
        "asks for a change, under a heading that announces it",
    ),
    "sides likely": (
        "{quote} may set one of the modes that it names against another",
        "may set one of the modes that it names against another",
    ),
    "plainly prices": (
        "is labelled {quote}, as options and plans are",
        "is labelled as options and plans are",
    ),
}

_LEADING = {
    LABEL: ("has {quote} in its label", 'has "{said}" in its label'),
    FIRST: ("begins with {quote}", 'begins with "{said}"'),
    INSIDE: ("says {quote}", 'says "{said}"'),
}


def explain(document: Document, evidence: Evidence, lexicon: Lexicon, told: Span | None = None) -> str:
    """Say in words what a signal of a block is, without a quote where it is all that is `told` already."""
    quoting, bare = _phrases(evidence.signal, lexicon)
    known = "{quote}" not in quoting or _shows_all(document, evidence.span, told)
    quote = "" if known else _quote(document, evidence)
    return quoting.replace("{quote}", quote) if quote else bare


@lru_cache(maxsize=2048)
def _phrases(name: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return what a signal means, with a place for the words that show it, and without them."""
    if name in _PLAINLY:
        return _PLAINLY[name]
    if both := parts(name):
        said = ", and ".join(_phrases(part, lexicon)[1] for part in both)
        return said, said
    if name in _PLAIN:
        return _PLAIN[name], _PLAIN[name]
    if around := _around(name, lexicon):
        return around, around
    if name.startswith((ORDER, NEAR)):
        # Here, because its patterns take long to compile, and few pages need them.
        from mkdocs_profiling_scope.core.signals.order import in_words

        return in_words(name), in_words(name)
    if name.startswith(SAYS):
        said = name.removeprefix(SAYS).replace("<own>", "its own mode").replace("<other>", "another mode")
        for where, (quoting, bare) in _LEADING.items():
            if said.startswith(where):
                return quoting, bare.replace("{said}", said.removeprefix(where))
        return "says {quote}", f'says "{said}"'
    if name.startswith("none & "):
        why = _why(name.removeprefix("none & "), lexicon)
        return f"{{quote}} {why}, and no mode is named there", f"{why}, and no mode is named there"
    if " & " in name:
        present, cue = name.split(" & ", 1)
        known = _MODES.get(present) or _STANDING.get(present) or HELD.get(present)
        why = _why(cue, lexicon)
        if known:
            return f"{known}, and {{quote}} {why}", f"{known}, and {why}"
        return f"{{quote}} {why}", f"{present} and {why}"
    for where, pattern in _WHERE.items():
        cue = name.removeprefix(where + " ")
        if cue != name and cue in lexicon.why:
            said = pattern.replace("{why}", lexicon.why[cue])
            return said, said.replace("{quote}", "it")
    if name.startswith("names ") and name[6:] in _MODES:
        return _MODES[name[6:]], _MODES[name[6:]]
    if name in lexicon.why:
        return f"{{quote}} {lexicon.why[name]}", lexicon.why[name]
    return name, name


def _around(name: str, lexicon: Lexicon) -> str:
    """Say which modes stand around a block, or nothing if the signal is about something else."""
    for where, pattern in _WHERE.items():
        modes, _, cue = name.removeprefix(where + " ").partition(" & ")
        if name.startswith(where + " ") and modes in _AROUND:
            what = _AROUND[modes] + (f" and {_why(cue, lexicon)}" if cue else "")
            return pattern.replace("{why}", what)
    return ""


def _why(cues: str, lexicon: Lexicon) -> str:
    return " and ".join(lexicon.why[cue] for cue in cues.split() if cue in lexicon.why)


def reasons(
    document: Document, judged: Judgement, scope: BlockScope, comparison: Comparison, lexicon: Lexicon
) -> tuple[str, ...]:
    """Give the reasons for what a block was judged to be, strongest first."""
    found: list[str] = []
    if comparison != "none":
        found += [f"{comparison}: {text}" for text in texts(document, judged.comparing, lexicon)]
    if scope == "proposal":
        found += [f"{scope}: {text}" for text in texts(document, judged.proposing, lexicon)]
    elif scope != "other":
        found.append(
            f"{scope}: "
            + (
                "says that an improvement is possible"
                if scope == "opportunity"
                else "gives or names measured quantities"
            )
        )
    return tuple(found)


def texts(document: Document, verdict: Verdict, lexicon: Lexicon, told: Span | None = None) -> list[str]:
    """Say in words what spoke for a verdict, strongest first; what several signals say, once.

    Args:
        document: that was judged.
        verdict: on one of its blocks.
        lexicon: what it was judged with.
        told: what whoever reads this has before them, so that all of it is not quoted again.
    """
    return list(dict.fromkeys(explain(document, e, lexicon, told) for e in verdict.strongest()))


def _shows_all(document: Document, span: Span, told: Span | None) -> bool:
    """Say whether the words at `span` are all of those that are `told`."""
    if told is None or not told.start <= span.start < span.end <= told.end:
        return False
    view = document.view
    return not view[told.start : span.start].strip() and not view[span.end : told.end].strip()


def _quote(document: Document, evidence: Evidence) -> str:
    if evidence.span == PLACE:
        return ""
    return quoted(document.text(evidence.span.start, evidence.span.end).replace("**", "").strip(" ,(/:"))
