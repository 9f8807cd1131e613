"""All rules, in the order of their codes."""

from mkdocs_profiling_scope.core.rules.comparisons import PS101, PS102, PS103, PS104, PS105
from mkdocs_profiling_scope.core.rules.directives import PS901, PS902, PS903
from mkdocs_profiling_scope.core.rules.pages import PS301, PS302, PS303, PS304
from mkdocs_profiling_scope.core.rules.proposals import PS201, PS202, PS203, PS204
from mkdocs_profiling_scope.core.rules.rule import Rule, Violation

RULES: tuple[Rule, ...] = (
    PS101,
    PS102,
    PS103,
    PS104,
    PS105,
    PS201,
    PS202,
    PS203,
    PS204,
    PS301,
    PS302,
    PS303,
    PS304,
    PS901,
    PS902,
    PS903,
)

__all__ = ["RULES", "Rule", "Violation"]
