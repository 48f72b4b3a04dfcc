"""Is everything there that a request needs?"""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError


def checks() -> dict[str, bool]:
    """Tell of the database, the migrations and the cache whether they are there."""
    found = {"database": False, "migrations": False, "cache": False}
    try:
        executor = MigrationExecutor(connection)
        found["database"] = True
        found["migrations"] = not executor.migration_plan(
            executor.loader.graph.leaf_nodes()
        )
        cache.set("readyz", "1", 5)
        found["cache"] = cache.get("readyz") == "1"
    except (DatabaseError, RedisError, OSError):
        pass
    return found
