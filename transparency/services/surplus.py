"""Two closed quarters in a row above 25 %: the members are asked what to do, once."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from governance.queries.assemblies import drafts
from governance.queries.drafts import ItemDraft
from governance.services.agenda import add_item
from governance.subjects import Subject
from koprogo.audit.services import record
from koprogo.tenancy.models import Tenant
from transparency.models import Quarter, SurplusQuestion
from transparency.public import words
from transparency.public.figures import OfQuarter
from transparency.queries.questions import (
    asked_by,
    is_settled,
    waiting_questions,
)

__all__ = ["place_waiting", "propose_if_asked"]


@transaction.atomic
def propose_if_asked(quarter: Quarter, *, by) -> SurplusQuestion | None:
    """Put the question on the next agenda if the quarter just closed is the second.

    Without a draft it waits for the next one that is begun. While an earlier question
    waits, or is on an agenda, there is no other.
    """
    if asked_by(quarter) is None:
        return None
    if not all(map(is_settled, SurplusQuestion.objects.all())):
        return None
    question, is_new = SurplusQuestion.objects.get_or_create(quarter=quarter)
    if is_new:
        record("surplus.asked", target=quarter, by=by)
    draft = drafts().first()
    if draft is not None:
        _place(question, draft)
    return question


def place_waiting(assembly) -> None:
    """Put what waits on the agenda of a draft that was begun (slots.assembly_begun)."""
    if assembly.tenant.kind != Tenant.Kind.ASBL:
        return
    for question in waiting_questions():
        _place(question, assembly)


def _place(question: SurplusQuestion, draft) -> None:
    found = asked_by(question.quarter)
    if found is None:
        return
    item = add_item(draft, _as_item(found), by=None)
    question.item = item.uuid
    question.save(update_fields=["item"])


def _as_item(quarters: tuple[OfQuarter, OfQuarter]) -> ItemDraft:
    """Return the point in each language of the association, with the figures."""
    languages = Building.objects.values_list("languages", flat=True).first()
    title, text, motion = {}, {}, {}
    for language in languages or [code for code, _name in settings.LANGUAGES]:
        with translation.override(language):
            title[language] = _("What to do with a surplus above 25 %")
            text[language] = "\n".join([*map(_told, quarters), _why()])
            motion[language] = _(
                "The surplus serves a lower price or a participatory budget: the board "
                "puts both, in figures, to the vote of the next assembly."
            )
    return ItemDraft(
        subject=Subject.ASBL_ORDINARY, title=title, text=text, motion=motion
    )


def _told(one: OfQuarter) -> str:
    return _(
        "%(quarter)s: revenue %(revenue)s, costs %(costs)s, surplus %(surplus)s "
        "(%(percent)s of the revenue)."
    ) % {
        "quarter": words.quarter(one.quarter),
        "revenue": words.money(one.revenue),
        "costs": words.money(one.costs),
        "surplus": words.money(one.surplus),
        "percent": words.percent(one.percent),
    }


def _why() -> str:
    return _(
        "In both more than a quarter of the revenue was left. Then the members are asked, "
        "and nobody had to propose it."
    )
