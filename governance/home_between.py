"""What happens between assemblies, told on a building's overview."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.access import Permission
from governance.models import Consultation, WrittenDecision
from governance.queries.heads import heads_on, own_heads
from governance.queries.requests import last_day_of, to_convene
from koprogo.slots import Notice
from koprogo.ui.formatting import day


def notices(request):
    """Tell an owner what he is asked."""
    if request.access.allows(Permission.TAKE_PART):
        yield from _asked(request.access)


def assemblies_to_convene():
    """Tell the office what co-owners asked for, and by when."""
    today = timezone.localdate()
    for one in to_convene():
        last_day = last_day_of(one)
        words = {"title": one.title, "day": day(last_day, get_language())}
        if today > last_day:
            text = _(
                "The assembly that co-owners asked for, “%(title)s”, should have been "
                "convened by %(day)s: one of them may convene it now."
            )
            yield Notice("bad", text % words)
        else:
            text = _(
                "Co-owners asked for an assembly, “%(title)s”: it must be convened by "
                "%(day)s."
            )
            yield Notice("warn", text % words)


def _asked(access):
    """Only who represents lots is asked; no more is read when nothing is open."""
    today = timezone.localdate()
    decisions = list(WrittenDecision.objects.running().filter(until__gte=today))
    consultations = list(Consultation.objects.open(today))
    if not decisions and not consultations:
        return
    mine = {one.holding.pk for one in own_heads(heads_on(today), access)}
    for asked, text in (
        (decisions, _("Your answer to the written decision “%(title)s” is awaited.")),
        (consultations, _("Your opinion is asked: “%(title)s”")),
    ):
        for one in asked:
            given = set(one.answers.values_list("holding", flat=True))
            if mine - given:
                yield Notice("info", text % {"title": one.title})
