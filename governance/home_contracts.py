"""What the overview and the month of a building say about notices of contracts."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from buildings.access import Permission
from governance.contracts import NoticeDay
from governance.home_minutes import SECTION
from governance.queries.contracts import ContractOn, renewing_on
from koprogo.slots import CockpitLine, Notice
from koprogo.ui.formatting import day as written

TOLD_BEFORE = gettext_lazy("Told 60 days before the last day for notice")


def notices_to_give(near: Sequence[NoticeDay]) -> Iterator[Notice]:
    """Say how many contracts are renewed soon unless somebody gives notice."""
    if not near:
        return
    text = ngettext(
        "A contract is renewed by itself unless notice is given by %(last)s.",
        "%(count)s contracts are renewed by themselves unless notice is given, of the "
        "first by %(last)s.",
        len(near),
    )
    last = min(notice.last for notice in near)
    yield Notice("warn", text % {"count": len(near), "last": _written(last)})


def lines(request) -> Iterator[CockpitLine]:
    """Yield the contracts whose last day for notice comes soon."""
    access = request.access
    if not access.allows(Permission.PREPARE_ASSEMBLIES):
        return
    found = renewing_on(timezone.localdate())
    near = [one for one in found if one.notice_is_near]
    yield CockpitLine(
        what="contract-notices",
        section=SECTION,
        label=_("No contract is renewed unseen"),
        state="to_do" if near else "done" if found else "nothing",
        proof=_proof(found, near),
        rule=TOLD_BEFORE,
        url=reverse("governance:contracts", args=[access.building.slug]),
        due_on=near[0].notice.last if near else None,
    )


def _proof(found: Sequence[ContractOn], near: Sequence[ContractOn]) -> str:
    if not found:
        return _("No contract is renewed by itself.")
    told = [
        _("%(contract)s: notice by %(last)s.")
        % {"contract": one.contract, "last": _written(one.notice.last)}
        for one in near or found[:1]
    ]
    return " ".join(told)


def _written(day: date) -> str:
    return written(day, get_language())
