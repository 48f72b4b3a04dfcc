"""The register of decisions (art. 3.87 §12, 3.93 §4): entered once, for ever."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from buildings.models import Building
from governance.decision_effects import effect_of
from governance.majorities import Majority
from governance.models import Decision, DecisionTask, WrittenDecision
from governance.queries.proceedings import LANGUAGES, Point, Record, result_to_json
from governance.unanimity import Outcome, Standing

__all__ = ["enter_decisions", "enter_written", "lock_register"]


def lock_register(tenant_id: int) -> None:
    """Wait for others who write in the register: its rows refuse FOR UPDATE."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('governance.register', %s))",
            [tenant_id],
        )


def enter_decisions(record: Record) -> list[Decision]:
    """Enter every point that was voted, adopted or not, in the order of the agenda.

    An adopted one with an amount or an effect also gets its first task. In the
    transaction of the caller; the numbers have no gap.
    """
    lock_register(record.assembly.tenant_id)
    before = Decision.objects.count()
    decisions = Decision.objects.bulk_create(
        _decision(record, point, number)
        for number, point in enumerate(record.voted, start=before + 1)
    )
    DecisionTask.objects.bulk_create(first_tasks(decisions))
    return decisions


def enter_written(written: WrittenDecision, standing: Standing) -> Decision:
    """Enter what all owners were asked in writing, adopted or not; as above."""
    lock_register(written.tenant_id)
    is_adopted = standing.outcome is Outcome.ADOPTED
    decision = Decision(
        number=Decision.objects.count() + 1,
        decided_on=timezone.localdate(written.ended_at),
        written=written,
        subject=written.subject,
        majority=Majority.UNANIMITY,
        is_adopted=is_adopted,
        result=written_to_json(standing),
        key=written.key,
        amount=written.amount,
        effect=effect_of(written.subject, "") if is_adopted else "",
    )
    for language in LANGUAGES:
        title = getattr(written, f"title_{language}") or ""
        setattr(decision, f"title_{language}", title)
        text = getattr(written, f"motion_{language}") or ""
        setattr(decision, f"text_{language}", text)
    decision.save()
    DecisionTask.objects.bulk_create(first_tasks([decision]))
    return decision


def written_to_json(standing: Standing) -> dict[str, Any]:
    """Return the figures of a written decision, with the names of those of a meeting."""
    return {
        "for": standing.shares_agreed,
        "against": standing.shares_refused,
        "abstain": 0,
        "blank": 0,
        "total": standing.shares_total,
        "needed": standing.shares_total,
        "adopted": standing.outcome is Outcome.ADOPTED,
        "written": True,
    }


def _decision(record: Record, point: Point, number: int) -> Decision:
    item, result = point.item, point.result
    decision = Decision(
        number=number,
        decided_on=record.assembly.day,
        item=item,
        subject=item.subject,
        majority=item.majority,
        is_adopted=result.adopted,
        result=result_to_json(point),
        key=item.key,
        amount=item.amount,
        effect=effect_of(item.subject, item.effect) if result.adopted else "",
        effect_ref=item.effect_ref,
        effect_values=item.effect_values,
    )
    texts = _texts(point)
    for language in LANGUAGES:
        title = getattr(item, f"title_{language}") or ""
        setattr(decision, f"title_{language}", title)
        setattr(decision, f"text_{language}", texts.get(language, ""))
    return decision


def _texts(point: Point) -> Mapping[str, str]:
    """Return what was decided, by language: what it was amended to, and no more."""
    if point.progress.amendments:
        return point.progress.amendments[-1].text
    return {
        language: getattr(point.item, f"motion_{language}") or ""
        for language in LANGUAGES
    }


def first_tasks(decisions: Sequence[Decision]) -> list[DecisionTask]:
    """Return a task for each decision that somebody has to do something about."""
    tasks = []
    languages = Building.objects.values_list("languages", flat=True).first() or []
    with override(next(iter(languages), "nl")):
        for decision in decisions:
            if decision.is_adopted and (decision.amount or decision.effect):
                task = _task(decision)
                tasks.append(DecisionTask(decision=decision, **task))
    return tasks


def _task(decision: Decision) -> dict[str, Any]:
    longest = DecisionTask._meta.get_field("title").max_length
    title = _("Carry out: %(title)s") % {"title": decision.title}
    return {"title": title[:longest], "budget": decision.amount}
