from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

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
