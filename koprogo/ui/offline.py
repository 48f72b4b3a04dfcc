"""The site as an app: installed, and readable without a network.

Which pages a browser keeps, for whom and how long: docs/adr/0008-offline-pages.md.
"""

import json

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Those of our style sheet (base.css): --brand, and --bg by day.
THEME, BACKGROUND = "#0b6b5d", "#f6f7f5"
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-maskable.png", 512, "maskable"),
)
# Passwords, codes and keys: no browser keeps these pages.
SIGNING_IN = "/account/"


class OfflineMiddleware:
    """Tell the browser whose an answer is, and when to forget them all.

    ``Offline-Of`` stands on everything that a signed-in person gets; it changes with
    each sign-in and tells nothing to whoever reads it. A page that is not to be kept is
    ``no-store``, like everywhere on the web.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        reader = _reader(request)
        response = self.get_response(request)
        if request.path.startswith(SIGNING_IN):
            patch_cache_control(response, private=True, no_store=True)
        if reader and SESSION_KEY in request.session:
            response.headers["Offline-Of"] = reader
        elif reader:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _reader(request) -> str:
    """Return a name for this person in this session, empty for nobody."""
    if not request.user.is_authenticated:
        return ""
    who = f"{request.user.uuid}:{request.session.session_key}"
    return salted_hmac("koprogo.offline", who, algorithm="sha256").hexdigest()[:32]


@require_safe
@login_not_required
@cache_control(no_cache=True)
def service_worker(request):
    """What the browser asks for at every visit: another release is another text."""
    known = {
        "version": getattr(staticfiles_storage, "manifest_hash", ""),
        "files": settings.STATIC_URL,
        "offline": _in_language(request, "offline"),
        "signOut": reverse("account_logout"),
    }
    script = (
        f"self.koprogo = {json.dumps(known)};\n"
        f"importScripts({json.dumps(static('koprogo/worker.js'))});\n"
    )
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
@login_not_required
def manifest(request):
    """What a phone shows of the installed site."""
    icons = [
        {
            "src": static(f"koprogo/{name}"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, size, purpose in ICONS
    ]
    described = {
        "id": "/",
        "name": _("KoproGo: our building"),
        "short_name": "KoproGo",
        "description": _("The accounts, letters and documents of your building."),
        "lang": request.LANGUAGE_CODE,
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": THEME,
        "background_color": BACKGROUND,
        "icons": icons,
    }
    return JsonResponse(described, content_type="application/manifest+json")


@require_safe
@login_not_required
def offline(request):
    """What the browser shows in place of a page that it has not kept."""
    return render(request, "ui/offline.html")


def _in_language(request, name: str) -> str:
    """Return the address of a public page in the language of this one."""
    return f"{reverse(name)}?{urlencode({'lang': request.LANGUAGE_CODE})}"
