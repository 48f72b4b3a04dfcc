"""The register of decisions and what is still to be done."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from buildings.models import Building
from governance.majorities import Majority
from governance.models import Decision, DecisionEffect, DecisionTask
from governance.result_words import arithmetic, article_of
from governance.subjects import Subject
from governance.words import MAJORITIES, SUBJECTS
from koprogo import slots
from koprogo.ui.formatting import day

LANGUAGES = [code for code, _name in settings.LANGUAGES]
State = DecisionTask.State
OPEN = (State.TO_DO, State.DOING)
#: as long as the books keep the name of a decision
LONGEST = 200


def decision_list() -> QuerySet[Decision]:
    """Return the register, latest first, with what its pages show of each."""
    return Decision.objects.select_related(
        "item__assembly",
        "item__tender__outcome__quote",
        "written",
        "carried_out",
        "key",
    )


def chosen_decisions(
    *, search: str = "", year: int | None = None, adopted: str = "", subject: str = ""
) -> QuerySet[Decision]:
    """Narrow the register; ``search``: words that stand in title or text, any language.

    ``adopted``: "yes", "no" or nothing.
    """
    found = searched(decision_list(), search)
    if year:
        found = found.filter(decided_on__year=year)
    if adopted:
        found = found.filter(is_adopted=adopted == "yes")
    if subject:
        found = found.filter(subject=subject)
    return found


def searched(decisions: QuerySet[Decision], words: str) -> QuerySet[Decision]:
    """Narrow to those in which all these words stand, each in whatever language."""
    fields = [f"{name}_{code}" for name in ("title", "text") for code in LANGUAGES]
    for word in words.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        decisions = decisions.filter(anywhere)
    return decisions


def decision_years() -> list[int]:
    """Return the years in which something was decided, latest first."""
    return [
        found.year for found in Decision.objects.dates("decided_on", "year", "DESC")
    ]


def decided_subjects() -> list[str]:
    """Return the subjects on which something was decided."""
    found = Decision.objects.order_by("subject").values_list("subject", flat=True)
    return list(found.distinct())


def to_carry_out() -> QuerySet[Decision]:
    """Return the adopted decisions of which the effect has not been carried out."""
    done = DecisionEffect.objects.filter(decision=OuterRef("pk"))
    return Decision.objects.filter(~Exists(done), is_adopted=True).exclude(effect="")


def task_list() -> QuerySet[DecisionTask]:
    """Return all tasks, those first that are open and due first."""
    return DecisionTask.objects.select_related("decision").order_by(
        F("ended_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
    )


def chosen_tasks(*, state: str = "", on: date) -> QuerySet[DecisionTask]:
    """Narrow the tasks: "open", "late", "ended", or nothing."""
    found = task_list()
    if state == "open":
        return found.filter(state__in=OPEN)
    if state == "late":
        return found.filter(state__in=OPEN, due_on__lt=on)
    if state == "ended":
        return found.exclude(state__in=OPEN)
    return found


def open_tasks() -> QuerySet[DecisionTask]:
    """Return what is still to be done: the next agenda tells of it."""
    return task_list().filter(state__in=OPEN)


def late_tasks(*, on: date) -> QuerySet[DecisionTask]:
    """Return what should have been done before a day."""
    return open_tasks().filter(due_on__lt=on)


@dataclass(frozen=True, slots=True)
class Told:
    """A decision in words: what it is about, what it needed, and why it came so."""

    decision: Decision
    subject: Promise
    majority: Promise
    article: str
    arithmetic: list[str]


def told(decision: Decision) -> Told:
    """Return a decision with its words, in the active language: no statement."""
    return Told(
        decision=decision,
        subject=SUBJECTS[Subject(decision.subject)],
        majority=MAJORITIES[Majority(decision.majority)],
        article=article_of(decision, decision.decided_on),
        arithmetic=arithmetic(decision.majority, decision.result)
        if decision.result
        else [],
    )


def initial_values(decision: Decision) -> dict[str, object]:
    """Return what the form of its effect begins with: what the agenda said of it."""
    return {
        "title": decision.title,
        "decided_on": decision.decided_on,
        "amount": decision.amount,
        "key": decision.key and decision.key.uuid,
        "ref": decision.effect_ref,
        **decision.effect_values,
    }


def reference(decision: Decision) -> slots.DecisionRef:
    """Return a decision as books and letters name it, in the building's language."""
    languages = Building.objects.values_list("languages", flat=True).first() or []
    language = next(iter(languages), "nl")
    with override(language):
        words = _("Decision %(number)s of the assembly of %(day)s: %(title)s")
        if decision.written_id:
            words = _("Written decision %(number)s of %(day)s: %(title)s")
        text = words % {
            "number": decision.number,
            "day": day(decision.decided_on, language),
            "title": decision.title,
        }
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    return slots.DecisionRef(decision.uuid, text, decision.decided_on)
