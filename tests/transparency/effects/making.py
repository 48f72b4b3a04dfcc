"""Decisions of the members with an effect: through a whole assembly, or by themselves."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from governance.majorities import Majority
from governance.models import Decision
from governance.queries.decisions import decision_list, initial_values, reference
from governance.queries.drafts import AssemblyDraft, ItemDraft
from governance.services import follow_up
from governance.services import meeting as holding
from governance.services.agenda import add_item
from governance.services.assemblies import prepare_assembly
from governance.services.ballots import cast_ballots
from governance.services.convocations import convene
from governance.services.minutes import draft_minutes, finish_minutes
from governance.services.roll import take_roll
from governance.subjects import Subject
from koprogo import slots
from tests.governance.asbl.making import after
from tests.transparency.members import crowd

MEMBERS = 9
SINCE = date(2024, 1, 1)


def held(*effects: str, against: int = 0):
    """Decisions of an assembly whose points name these effects, from draft to minutes."""
    crowd(MEMBERS, since=SINCE)
    assembly = _convened(effects)
    take_roll(assembly, by=None, at=assembly.starts_at)
    voters = [str(line.voter) for line in assembly.roll.all()]
    assert holding.arrive_together(assembly, voters, by=None) == []
    holding.name_bureau(assembly, chair=voters[0], secretary="Bo", by=None)
    holding.open_meeting(assembly, by=None)
    for item in assembly.items.order_by("position"):
        _voted(item, against=against)
    holding.close_meeting(assembly, by=None)
    assembly.refresh_from_db()
    finish_minutes(draft_minutes(assembly, by=None), by=None)
    return list(decision_list().order_by("number"))


def decided(effect: str, *, on: date | None = None, **values) -> Decision:
    """An adopted decision with this effect, entered without its assembly."""
    return Decision.objects.create(
        number=Decision.objects.count() + 1,
        decided_on=on or timezone.localdate(),
        subject=Subject.ASBL_ORDINARY,
        majority=Majority.ABSOLUTE,
        is_adopted=True,
        result={},
        title_fr=effect,
        text_fr=f"{effect}: oui",
        effect=effect,
        **values,
    )


def _convened(effects):
    draft = AssemblyDraft(
        starts_at=after(15), place="Brussels", consulting="On the site"
    )
    assembly = prepare_assembly(
        draft, kind="extraordinary", languages=["fr"], budget=None, by=None
    )
    for effect in effects:
        words = {"title": {"fr": effect}, "motion": {"fr": f"{effect}: oui"}}
        item = ItemDraft(subject=Subject.ASBL_ORDINARY, effect=effect, **words)
        add_item(assembly, item, by=None)
    return convene(assembly, by=None)


def _voted(item, *, against: int):
    holding.open_item(item, by=None)
    lines = [str(line.uuid) for line in item.assembly.roll.all()]
    choices = {
        line: "against" if place < against else "for"
        for place, line in enumerate(lines)
    }
    cast_ballots(item, choices, channel="room", operator="Bo", by=None)
    holding.close_item(item, by=None)


def form_of(code: str, decision: Decision | None = None, **answers):
    """The form of an effect, answered as its page would be."""
    initial = initial_values(decision) if decision else {}
    first = slots.decision_effects[code].form()(initial=initial)
    data = {name: first[name].value() for name in first.fields}
    return slots.decision_effects[code].form()(
        data | {name: _sent(value) for name, value in answers.items()}, initial=initial
    )


def _sent(value):
    return str(value.uuid) if isinstance(getattr(value, "uuid", None), UUID) else value


def told(code: str, decision: Decision, **answers) -> list[str]:
    """What its page says will happen."""
    form = form_of(code, decision, **answers)
    assert form.is_valid(), form.errors
    effect = slots.decision_effects[code]
    return list(effect.describe(reference(decision), form.cleaned_data))


def carried_out(decision: Decision, *, by=None, **answers):
    form = form_of(decision.effect, decision, **answers)
    assert form.is_valid(), form.errors
    return follow_up.carry_out(decision, form.cleaned_data, by=by)
