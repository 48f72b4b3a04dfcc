"""Answers outside DRF: an address of the API that does not exist, and a failure."""

from django.http import JsonResponse
from django.views import defaults

ROOT = "/api/v1/"


def not_found(request, exception):
    if request.path.startswith(ROOT):
        return _problem(request, 404)
    return defaults.page_not_found(request, exception)


def server_error(request):
    if request.path.startswith(ROOT):
        return _problem(request, 500)
    return defaults.server_error(request)


def _problem(request, status):
    from koprogo.api import problems

    body = problems.problem(status, instance=request.path)
    return JsonResponse(body, status=status, content_type=problems.MEDIA_TYPE)
