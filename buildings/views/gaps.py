"""What keeps a building from calling funds, in words, with the page that mends it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from buildings.models import Building
from buildings.queries import Completeness
from koprogo.ui.formatting import number


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing. ``action`` are the words of the link to ``url``."""

    text: str
    url: str
    action: str


def gaps(building: Building, state: Completeness) -> list[Gap]:
    """Return what is missing, the most important first."""
    return [*_gaps_of_lots(building, state), *_gaps_of_association(building, state)]


def _gaps_of_lots(building, state):
    lots = reverse("buildings:lots", args=[building.slug])
    language = get_language()
    if not state.adds_up:
        text = _(
            "The lots add up to %(lots)s shares, the deed says %(deed)s: nothing can be "
            "called or voted until they agree."
        ) % {
            "lots": number(state.lots_total, language),
            "deed": number(state.deed_total, language),
        }
        yield Gap(text, lots, _("Correct the lots"))
    if count := state.lots_without_holder:
        text = ngettext(
            "%(count)s lot with shares has no holder today: nobody would bear its part.",
            "%(count)s lots with shares have no holder today: nobody would bear their "
            "parts.",
            count,
        ) % {"count": number(count, language)}
        yield Gap(text, f"{lots}?holder=none", _("Name the holders"))


def _gaps_of_association(building, state):
    settings = reverse("buildings:settings", args=[building.slug])
    if not state.has_kbo:
        text = _("The KBO number is missing: every document must carry it (art. 3.86).")
        yield Gap(text, settings, _("Complete the settings"))
    if not state.has_working_iban:
        text = _(
            "The IBAN of the working account is missing: co-owners would not know where "
            "to pay."
        )
        yield Gap(text, settings, _("Complete the settings"))
