"""Reviews of documents that have been read: packed, they wait for the last one, when the report is made."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Collection, Iterator

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.report.review import Urgency, urgency
from mkdocs_profiling_scope.core.report.values import Review


class PackedReview(NamedTuple):
    """What the report says of a document; sorted, those come first that need most."""

    urgency: Urgency
    packed: bytes  # the review; it never leaves the process
    headings: str  # each in a line: where it starts, and its letters; one text is a tenth of a list


def packed(review: Review, headings: str = "") -> PackedReview:
    """Return a review as it waits."""
    return PackedReview(urgency(review), zlib.compress(pickle.dumps(review), 1), headings)


class Reviews(Collection[Review]):
    """Packed reviews, unpacked one by one: all of them would take twenty times the memory."""

    def __init__(self, documents: Collection[PackedReview]) -> None:
        self._documents = documents

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[Review]:
        return (pickle.loads(zlib.decompress(document.packed)) for document in self._documents)

    def __contains__(self, review: object) -> bool:
        return any(review == known for known in self)
