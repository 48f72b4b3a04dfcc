"""Import of share tables: compare, apply, undo."""

from buildings.services.imports.apply import apply_import, plan_of, upload_tables
from buildings.services.imports.compare import Change, Comparison, compare
from buildings.services.imports.undo import undo_import

__all__ = [
    "Change",
    "Comparison",
    "apply_import",
    "compare",
    "plan_of",
    "undo_import",
    "upload_tables",
]
