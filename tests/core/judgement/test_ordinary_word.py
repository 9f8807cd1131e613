"""The word of a block that takes a mark: nothing else than prose reads it."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.judgement.ordinary_word import ordinary_word
from mkdocs_profiling_scope.core.markdown.parse import parse


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It decodes rows.", "decodes"),
        ("在本机上，libsilt 很快。", "在本机上"),
        ("libsilt：每秒41万行", "每秒"),
        ("使用libsilt读取数据", "使用"),
        ("詳細は[設計書](a.md)を参照してください。", "詳細は"),
        ("[設計書](a.md)、そして測定。", "そして測定"),
        ("읽기 성능은 좋다.", "읽기"),
        ("Чтение длится 42 мс.", "Чтение"),
        ("קריאה מהירה", "קריאה"),
        # what Latin words are found in stays as it is
        ("在本机上 reading", "reading"),
        # no prose, or other extensions read it
        ("文件/路径.md", None),
        ("文件.md", None),
        ("名字@例子.中国", None),
        ("[在方括号里 更多]", None),
        ("[a [设计 更多](a.md)", None),
        ("`代码 代码`", None),
        ("*重点* ==标记== ++键盘++", None),
        (":表情:", None),
        ("值=数", None),
        ("3倍", None),
        ("缓存A\n\n*[缓存A]: cache", None),
    ],
)
def test_a_word_is_plain_in_every_script(text: str, word: str | None) -> None:
    document = parse(text)
    span = ordinary_word(document, document.nodes[0])
    assert (text[slice(*span)] if span else None) == word


def test_a_long_line_without_a_plain_word_takes_no_square_time() -> None:
    document = parse("缓" * 200_000 + "/")
    assert ordinary_word(document, document.nodes[0]) is None
