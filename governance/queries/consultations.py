"""Consultations: which are open, what was answered, and what may be told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from buildings.access import Access
from buildings.models import Holding
from buildings.queries import named_holdings
from governance.consulting import is_told
from governance.models import Consultation, ConsultationAnswer, ConsultationOption
from governance.queries.drafts import Words
from governance.queries.heads import Owning, heads_on, own_heads

MOST_OPTIONS = 20


@dataclass(frozen=True, slots=True)
class ConsultationDraft:
    """What is asked. ``title``, ``text`` and each of ``options``: by language."""

    title: Words
    options: Sequence[Words]
    closes_on: date
    text: Words = field(default_factory=dict)
    is_multiple: bool = False
    is_anonymous: bool = False


class State(TextChoices):
    """Where a consultation is."""

    OPEN = "open", _("Open")
    OVER = "over", _("Over, not counted yet")
    CLOSED = "closed", _("Closed")


def consultation_list() -> QuerySet[Consultation]:
    """Return the consultations, latest first; ``many``: how many answered."""
    return Consultation.objects.annotate(many=Count("answers"))


def state_of(consultation: Consultation, *, today: date) -> State:
    if consultation.closed_at is not None:
        return State.CLOSED
    return State.OPEN if today <= consultation.closes_on else State.OVER


def is_published(consultation: Consultation) -> bool:
    """Tell whether its result is told: it is counted, and tells nobody's answer."""
    return consultation.closed_at is not None and is_told(
        heads=consultation.heads, is_anonymous=consultation.is_anonymous
    )


@dataclass(frozen=True, slots=True)
class OptionResult:
    """An answer with who chose it: names of heads, none in an anonymous one."""

    option: ConsultationOption
    names: list[str]


def results_of(consultation: Consultation) -> list[OptionResult]:
    """Return the options with who chose each: at most four statements."""
    options = list(consultation.options.all())
    chose: dict[int, list[str]] = {option.position: [] for option in options}
    if is_published(consultation) and not consultation.is_anonymous:
        for answer in answers_of(consultation):
            for position in answer.chosen:
                chose[position].append(str(answer.holding))
    return [OptionResult(option, chose[option.position]) for option in options]


def answers_of(consultation: Consultation) -> list[ConsultationAnswer]:
    """Return the answers in the order of the accounts, with the names of who gave them."""
    holdings = named_holdings(Holding.objects.all())
    found = consultation.answers.order_by("holding__code", "pk")
    return list(found.prefetch_related(Prefetch("holding", holdings)))


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A holding that this person answers for, and what it has answered so far."""

    head: Owning
    answer: ConsultationAnswer | None


def own_answers(
    consultation: Consultation, access: Access, *, on: date
) -> list[OwnAnswer]:
    """Return for what this person may answer on a day: four statements."""
    mine = own_heads(heads_on(on), access)
    given = {
        answer.holding_id: answer
        for answer in consultation.answers.filter(
            holding__in=[one.holding.pk for one in mine]
        )
    }
    return [OwnAnswer(one, given.get(one.holding.pk)) for one in mine]
