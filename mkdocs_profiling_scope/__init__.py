"""mkdocs-profiling-scope: keep profiling pages and optimization proposals apart."""

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.checked import SettingsError
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis, Block, Finding

__version__ = "0.1.0"
__all__ = ["Analysis", "Block", "Finding", "Settings", "SettingsError", "__version__", "analyse"]
