"""What the formats in XML share."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, indent, tostring

# All that XML 1.0 allows, https://www.w3.org/TR/xml/#charsets; no escape exists for the rest.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: object) -> str:
    """Return `value` as text without characters that XML has no way to write."""
    return _NOT_XML.sub("\ufffd", str(value))


def element(tag: str, **attributes: object) -> Element:
    """Return an element; of its attributes, a final underscore in the name is left out."""
    return Element(tag, {name.rstrip("_"): text(value) for name, value in attributes.items()})


def document(root: Element) -> str:
    """Return the whole document, in ASCII, which no terminal or encoding can spoil."""
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root).decode("ascii")}\n'
