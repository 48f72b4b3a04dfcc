"""The history of a building: what the audit has recorded, in plain words."""

from buildings.history.rows import Row, find_thing, history_rows
from buildings.history.words import register
from koprogo.audit.kinds import kinds

__all__ = ["Row", "find_thing", "history_rows", "kinds", "register"]
