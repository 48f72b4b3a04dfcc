from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from koprogo.accounts import second_factor

LANGUAGES = dict(settings.LANGUAGES)


class LanguageMiddleware:
    """Speak the person's language; else the one asked by ``?lang=``; else the
    browser's; else Dutch (platform.md §4).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(self._language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    def _language(self, request):
        if request.user.is_authenticated:
            return request.user.language
        if (asked := request.GET.get("lang")) in LANGUAGES:
            return asked
        return translation.get_language_from_request(request)


class SecondFactorMiddleware:
    """Let nobody work without the second factor that his role asks for.

    When the days of grace are over, only the pages about signing in remain open.
    """

    OPEN_ROUTES = (
        "account/",
        "privacy/",
        "profile/data/",
        "healthz",
        "readyz",
        "manifest.webmanifest",
        "offline/",
        "sw.js",
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.second_factor_until = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        request.second_factor_until = until = second_factor.open_until(request)
        if until is None or timezone.localdate() <= until:
            return None
        if request.resolver_match.route.startswith(self.OPEN_ROUTES):
            return None
        return redirect("security")
