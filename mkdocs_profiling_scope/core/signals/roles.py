"""What headings and labels are for, where they are the usual ones of documents."""

from __future__ import annotations

from mkdocs_profiling_scope.core.lexicon import Lexicon
from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.signals.signals import PLACE, Prefix, Signals
from mkdocs_profiling_scope.core.signals.wording import LONGEST_LABEL, label_end
from mkdocs_profiling_scope.core.values import Span

_ROLE, _LABEL_ROLE, _HINT = Prefix("role"), Prefix("label role"), Prefix("hint")
_BULLET = "-*+> \t"


def add_role(document: Document, node: Node, signals: Signals, lexicon: Lexicon) -> None:
    """Say what a heading or a label is for; a short paragraph with a usual title is a label, too."""
    if node.kind == "heading":
        title, place, prefix = document.prose(node), PLACE, _ROLE
    elif node.kind == "paragraph" or node.kind == "item":
        place, prefix = _label(document, node), _LABEL_ROLE
        title = document.view[place.start : place.end]
    else:
        return
    if title and (role := lexicon.role(title)) is not None:
        signals.role = role
        signals.proposing[prefix[role]] = signals.comparing[prefix[role]] = place
    elif node.kind == "heading" and title and (hint := lexicon.hint(title)) is not None:
        signals.hint = _HINT[hint]
        signals.proposing[signals.hint] = place


def _label(document: Document, node: Node) -> Span:
    """Return where the label of a block stands, without its bullet; it may be empty."""
    end = label_end(document, node.start, node.end)
    if end < 0:
        end = node.end if node.end - node.start <= LONGEST_LABEL else node.start
    label = document.view[node.start : end]
    return Span(end - len(label.lstrip(_BULLET)), end)
