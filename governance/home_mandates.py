"""What the overview and the month of a building say about council and mandates."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from buildings.access import Permission
from buildings.models import Role
from governance.home_minutes import SECTION
from governance.queries.mandates import (
    Syndic,
    coming_syndic,
    ends_unsettled,
    syndic_on,
    syndics,
)
from koprogo.slots import CockpitLine, Notice
from koprogo.ui.formatting import day as written

ENDS_SOON = gettext_lazy("People are told 6 and 3 months before the mandate ends")


def notices(request) -> Iterator[Notice]:
    """Tell the council what the next assembly has to settle."""
    access = request.access
    if Role.COUNCIL in access.roles and not access.allows(
        Permission.PREPARE_ASSEMBLIES
    ):
        yield from mandate_that_ends(timezone.localdate())


def mandate_that_ends(today: date) -> Iterator[Notice]:
    """Say that the mandate of the syndic ends, when it is time to know."""
    ends = ends_unsettled(today, syndics())
    if ends is not None:
        yield Notice("warn", _ending(ends, ends.days_left(today)))


def _ending(syndic: Syndic, days: int) -> str:
    text = ngettext(
        "The mandate of the syndic ends on %(until)s, in %(days)s day: only an assembly "
        "renews it.",
        "The mandate of the syndic ends on %(until)s, in %(days)s days: only an assembly "
        "renews it.",
        days,
    )
    return text % {"until": written(syndic.until, get_language()), "days": days}


def lines(request) -> Iterator[CockpitLine]:
    """Yield the line of the syndic's mandate."""
    access, today = request.access, timezone.localdate()
    if not access.allows(Permission.PREPARE_ASSEMBLIES):
        return
    found = syndics()
    running, coming = syndic_on(today, found), coming_syndic(today, found)
    ends = ends_unsettled(today, found)
    yield CockpitLine(
        what="syndic-mandate",
        section=SECTION,
        label=_("The syndic has a mandate"),
        state="to_do" if ends else "done",
        proof=_proof(running, coming),
        rule=ENDS_SOON,
        url=reverse("governance:mandates", args=[access.building.slug]),
        due_on=ends and ends.until,
    )


def _proof(running: Syndic | None, coming: Syndic | None) -> str:
    if coming is not None:
        return _("%(name)s follows until %(until)s.") % _named(coming)
    if running is not None:
        return _("%(name)s until %(until)s.") % _named(running)
    return _("Nobody is syndic today.")


def _named(syndic: Syndic) -> dict[str, str]:
    return {"name": syndic.name, "until": written(syndic.until, get_language())}
