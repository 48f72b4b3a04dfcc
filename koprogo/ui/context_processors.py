from django.conf import settings
from django.utils.functional import SimpleLazyObject

from koprogo import slots
from koprogo.ui.navigation import menu


def shell(request):
    """Give ``base.html`` its navigation and banners, built only when a page shows them,
    the address of this installation's source code (AGPL-3.0, section 13), and that of
    the ASBL's open figures, where it runs the platform.
    """
    return {
        "banners": SimpleLazyObject(lambda: slots.banners.items(request)),
        "source_url": settings.SOURCE_URL,
        "open_figures": settings.KEPT_PREFIX if settings.ASBL_PLATFORM else "",
        "nav": SimpleLazyObject(lambda: menu(slots.nav.items(request), request.path)),
    }
