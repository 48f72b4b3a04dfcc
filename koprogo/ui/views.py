"""Is the server alive, and is it ready to serve?"""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request):
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request):
    """Answer 503 while the database, the cache or the migrations are not there."""
    checks = {"database": False, "migrations": False, "cache": False}
    try:
        executor = MigrationExecutor(connection)
        checks["database"] = True
        checks["migrations"] = not executor.migration_plan(
            executor.loader.graph.leaf_nodes()
        )
        cache.set("readyz", "1", 5)
        checks["cache"] = cache.get("readyz") == "1"
    except (DatabaseError, OSError):
        pass
    ready = all(checks.values())
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)
