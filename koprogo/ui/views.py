"""Is the server alive, and is it ready to serve?"""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from koprogo.ui.readiness import checks


@require_safe
def healthz(request):
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request):
    """Answer 503 while the database, the cache or the migrations are not there."""
    found = checks()
    ready = all(found.values())
    return JsonResponse({"ready": ready, **found}, status=200 if ready else 503)
