"""Everybody of Les Acacias is late."""

import pytest

from finance.services.reminder_levels import set_levels
from tests.finance.letters import furnish
from tests.finance.reminders.arrears import days_ago, due, remind
from tests.finance.reminders.pages import FORMAL, inside


@pytest.fixture
def late(db):
    """Everybody is late for twenty days; the firm can write."""
    with inside():
        furnish()
        due(on=days_ago(20))


@pytest.fixture
def formal(late):
    """Everybody got a formal notice with costs; returns Omar's."""
    with inside():
        set_levels([FORMAL], by=None)
        return remind(on=days_ago(0))["H1"]
