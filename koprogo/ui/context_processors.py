from django.conf import settings
from django.utils.functional import SimpleLazyObject

from koprogo import slots
from koprogo.ui.navigation import menu


def shell(request):
    """Give ``base.html`` its navigation and banners, built only when a page shows them,
    and the address of this installation's source code (AGPL-3.0, section 13).
    """
    return {
        "banners": SimpleLazyObject(lambda: slots.banners.items(request)),
        "source_url": settings.SOURCE_URL,
        "nav": SimpleLazyObject(lambda: menu(slots.nav.items(request), request.path)),
    }
