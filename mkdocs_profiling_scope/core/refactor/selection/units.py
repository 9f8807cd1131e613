"""Units: from marked blocks to the lines that leave together, whole sections first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from mkdocs_profiling_scope.core.refactor.selection.outline import Piece
from mkdocs_profiling_scope.core.refactor.values import PARTS, Part, Unit
from mkdocs_profiling_scope.core.values import Block

_NEUTRAL = ("rule", "footnote")
_STAYS = ("heading", "footnote")  # a footnote goes where the text goes that refers to it


def units(
    pieces: Sequence[Piece],
    blocks: Sequence[Block],
    parts: dict[int, Part],
    pointers: Collection[int],
    ending: Collection[int] = (),
) -> list[Unit]:
    """Return what leaves, in order, without overlaps.

    Args:
        pieces: the outline of the page.
        blocks: of the page.
        parts: where each leaving block goes, by its index.
        pointers: lines that say where something went, which neither leave nor keep a section.
        ending: lines on which pieces begin that end the page, and stay there.
    """
    return _Collector(blocks, parts, pointers, ending).sections(list(pieces))


class _Collector:
    def __init__(
        self,
        blocks: Sequence[Block],
        parts: dict[int, Part],
        pointers: Collection[int],
        ending: Collection[int],
    ) -> None:
        self._lines = [block.start_line for block in blocks]
        self._parts = parts
        self._pointers = pointers
        self._ending = ending
        self._title = next((b.start_line for b in blocks if b.kind == "heading" and b.level == 1), None)

    def sections(self, pieces: list[Piece], *, nested: bool = False) -> list[Unit]:
        """Return the units in `pieces`, which stand below one heading, or below none.

        Nested ones, as in a tab, leave with their headings, but without pointers, which stand at the margin.
        """
        found: list[Unit] = []
        i = 0
        while i < len(pieces):
            if pieces[i].kind != "heading":
                end = next((j for j in range(i, len(pieces)) if pieces[j].kind == "heading"), len(pieces))
                found += self._runs(pieces[i:end], nested=nested)
                i = end
                continue
            end = self._section_end(pieces, i)
            section = pieces[i:end]
            whole = self._whole(section)
            if whole and nested:
                whole = replace(whole, heading=False, nested=True)
            found += [whole] if whole else self.sections(section[1:], nested=nested)
            i = end
        return found

    def _section_end(self, pieces: list[Piece], i: int) -> int:
        level = pieces[i].level
        return next(
            (
                j
                for j in range(i + 1, len(pieces))
                if pieces[j].kind == "heading" and pieces[j].level <= level
            ),
            len(pieces),
        )

    def _whole(self, section: list[Piece]) -> Unit | None:
        if section[0].start == self._title:
            return None
        body = [p for p in section[1:] if not self._is_neutral(p) and p.kind != "heading"]
        parts = [self._part(piece) for piece in body]
        if not parts or None in parts:
            return None
        last = max(i for i, p in enumerate(section) if p.kind == "heading" or not self._is_rest(p))
        part: Part = "comparative reasoning" if set(parts) == {"comparative reasoning"} else "proposals"
        return Unit(part, section[0].start, section[last].end, heading=True)

    def _is_neutral(self, piece: Piece) -> bool:
        return piece.start in self._pointers or self._is_rest(piece)

    def _is_rest(self, piece: Piece) -> bool:
        """Say whether a piece that ends a section stays: a rule, a comment, the page's end; no pointer."""
        return piece.kind in _NEUTRAL or piece.start in self._ending or not piece.blocks(self._lines)

    def _part(self, piece: Piece) -> Part | None:
        """Return where a piece goes as a whole; an item goes with all in it where its own lines go."""
        inside = piece.blocks(self._lines)
        if not inside:
            return None
        if piece.kind in ("list", "quote", "container") and piece.children:
            body = (p for p in piece.children if p.kind != "heading" and not self._is_neutral(p))
            parts = [self._part(child) for child in body]
            known: list[Part] = [part for part in parts if part]
            if parts:
                return _most(known) if len(known) == len(parts) else None
        return self._parts.get(inside[0])

    def _runs(self, pieces: list[Piece], *, nested: bool) -> list[Unit]:
        """Return units of neighbouring pieces that go to the same part, and what leaves inside others."""
        found: list[Unit] = []
        open_run = False
        for piece in pieces:
            stays = piece.start in self._pointers or piece.start in self._ending or piece.kind in _STAYS
            part = None if stays else self._part(piece)
            if part and open_run and found[-1].part == part:
                found[-1] = Unit(part, found[-1].start, piece.end, nested=nested)
            elif part:
                found.append(Unit(part, piece.start, piece.end, nested=nested))
            elif piece.kind in ("list", "item", "container"):
                children = piece.children
                if piece.kind == "item" and children and children[0].start == piece.start:
                    children = children[1:]  # the item's own first lines
                found += self.sections(children, nested=True)
            open_run = part is not None
        return found


def _most(parts: list[Part]) -> Part:
    return max(PARTS[::-1], key=parts.count)
