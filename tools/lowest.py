"""Prints the lower bounds of the dependencies as constraints for pip."""

from __future__ import annotations

import itertools
import re
import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    users = (extras[name] for name in ("mkdocs", "material", "properdocs", "lsp"))
    for requirement in (*project["dependencies"], *itertools.chain.from_iterable(users)):
        name, bound = re.match(r"([\w.-]+)>=([\w.]+)", requirement).groups()
        print(f"{name}=={bound}")


if __name__ == "__main__":
    main()
