import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_rate_limits(db):
    """Sign-ins are counted in the cache, which outlives a test."""
    cache.clear()
