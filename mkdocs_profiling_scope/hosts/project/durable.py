"""Files whose bytes are on the disk when a function returns, and what they are compared by."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path


def write(file: Path, data: bytes) -> None:
    """Write a file anew.

    A link of that name, which a repository may bring along, is replaced, not followed.
    """
    file.unlink(missing_ok=True)
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def read(file: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def digest(data: bytes | None) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal; the empty string for a file that is not there."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def sync_folder(folder: Path) -> None:
    """See to it that new names in a folder stay, where the system can do that."""
    with contextlib.suppress(OSError):  # where a folder cannot be opened, as on Windows
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
