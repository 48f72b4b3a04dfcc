"""Assemblies before they are convened."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from buildings.models import Lot, Mandate
from buildings.services import create_lot
from governance.errors.assemblies import AlreadyConvened, AssemblyGone, BeforeTheLaw
from governance.models import AgendaItem, Assembly, ItemConflict, ItemDocument
from governance.ordinary_period import ImpossiblePeriod
from governance.queries.assemblies import State, next_assembly, state_of
from governance.queries.settings import assembly_settings
from governance.services.assemblies import change_assembly, discard_assembly
from governance.services.settings import update_assembly_settings
from governance.subjects import Subject
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.governance.assemblies import making

pytestmark = pytest.mark.usefixtures("acacias")


def subjects(assembly):
    return [item.subject for item in assembly.items.all()]


def test_an_ordinary_assembly_begins_with_its_agenda():
    making.settle()
    assembly = making.ordinary()
    assert subjects(assembly) == [
        Subject.BUREAU,
        Subject.ATTENDANCE,
        Subject.AUDITOR_REPORT,
        Subject.ACCOUNTS,
        Subject.SYNDIC_DISCHARGE,
        Subject.AUDITOR_DISCHARGE,
        Subject.CONTRACTS_EVALUATION,
        Subject.BUDGET,
        Subject.SYNDIC,
        Subject.AUDITOR,
        Subject.MISCELLANEOUS,
    ]
    assert [i.position for i in assembly.items.all()] == list(range(1, 12))
    mandatory = assembly.items.filter(is_mandatory=True)
    assert [i.subject for i in mandatory] == [
        Subject.ACCOUNTS,
        Subject.CONTRACTS_EVALUATION,
        Subject.BUDGET,
    ]
    assert assembly.period_since == date(making.period_day().year, 5, 1)
    events = AuditEvent.objects.filter(action="assembly.prepared")
    assert events.get().actor == cast.user("sophie")


def test_its_texts_are_in_the_languages_of_the_building():
    accounts = making.ordinary().items.get(subject="accounts")
    assert (accounts.title_fr, accounts.title_nl) != ("", "")
    assert (accounts.title_de, accounts.title_en) == ("", "")
    assert accounts.majority == "absolute"
    assert accounts.kind == "vote"


def test_the_syndic_is_on_the_agenda_when_his_mandate_ends():
    making.settle()
    mandate = Mandate.objects.get(tenant=cast.tenant())
    last = date(making.period_day().year + 1, 5, 15)
    for until, expected in ((last, True), (last + timedelta(days=1), False)):
        Mandate.objects.filter(pk=mandate.pk).update(
            since=until - timedelta(days=1000), until=until
        )
        assert ("syndic" in subjects(making.ordinary())) is expected
    Mandate.objects.filter(pk=mandate.pk).update(
        since=cast.SINCE, until=cast.SINCE + timedelta(days=1)
    )
    assert "syndic" in subjects(making.ordinary())


def test_without_a_period_a_year_is_counted():
    mandate = Mandate.objects.filter(tenant=cast.tenant())
    day = making.period_day()
    for until, expected in (
        (day.replace(year=day.year + 1), True),
        (day.replace(year=day.year + 1) + timedelta(days=1), False),
    ):
        mandate.update(since=until - timedelta(days=1000), until=until)
        assembly = making.ordinary(day)
        assert ("syndic" in subjects(assembly)) is expected
        assert assembly.period_since is None


def test_twenty_lots_elect_a_council():
    for number in range(17):
        create_lot(code=f"X{number}", shares=0, kind=Lot.Kind.APARTMENT, by=None)
    assert "council-member" in subjects(making.ordinary())
    Lot.objects.filter(code="X0").update(kind=Lot.Kind.GARAGE)
    assert "council-member" not in subjects(making.ordinary())


def test_the_budget_points_to_the_draft():
    uuid = making.proposal().uuid  # any
    item = making.ordinary(budget=uuid).items.get(subject="budget")
    assert (item.effect, item.effect_ref) == ("budget-adopted", uuid)
    item = making.ordinary().items.get(subject="budget")
    assert (item.effect, item.effect_ref) == ("", None)


def test_an_extraordinary_assembly_begins_empty():
    making.settle()
    assembly = making.extraordinary()
    assert (subjects(assembly), assembly.period_since) == ([], None)


def test_a_meeting_before_the_law_is_refused():
    with pytest.raises(BeforeTheLaw):
        making.ordinary(date(2021, 8, 31))
    assert making.ordinary(date(2021, 9, 1)).items.count() == 11


def test_a_draft_is_changed():
    making.settle()
    assembly = making.ordinary()
    later = making.period_day(2)
    changed = change_assembly(assembly, making.plan(later), by=None)
    assert changed.period_since == date(later.year, 5, 1)
    event = AuditEvent.objects.get(action="assembly.changed")
    assert list(event.data) == ["starts_at"]
    change_assembly(changed, making.plan(later), by=None)
    assert AuditEvent.objects.filter(action="assembly.changed").count() == 1


def test_its_majorities_follow_its_day():
    assembly = making.ordinary()
    assembly.items.filter(subject="budget").update(majority="unanimity")
    change_assembly(assembly, making.plan(making.period_day(2)), by=None)
    assert assembly.items.get(subject="budget").majority == "absolute"


def test_a_draft_is_discarded_with_all_that_belongs_to_it():
    making.things()
    draft = Assembly.objects.get(convened_at=None)
    found = making.proposal("Hedge")
    making.place(found, draft)
    discard_assembly(draft, by=None)
    found.refresh_from_db()
    assert found.state == "waiting"
    assert [ItemDocument.objects.count(), ItemConflict.objects.count()] == [0, 0]
    assert AgendaItem.objects.exclude(assembly=Assembly.objects.get()).count() == 0
    with pytest.raises(AssemblyGone):
        discard_assembly(draft, by=None)


def test_a_convened_one_stays():
    assembly = making.convened()
    with pytest.raises(AlreadyConvened):
        discard_assembly(assembly, by=None)
    with pytest.raises(AlreadyConvened):
        change_assembly(assembly, making.plan(making.period_day(2)), by=None)


# Settings


def test_drafts_follow_a_new_period():
    making.settle()
    ordinary, extraordinary = making.ordinary(), making.extraordinary()
    making.settle(month=6)
    for each in (ordinary, extraordinary):
        each.refresh_from_db()
    assert ordinary.period_since == date(making.period_day().year, 6, 1)
    assert extraordinary.period_since is None
    making.settle(month=None, day=None)
    ordinary.refresh_from_db()
    assert ordinary.period_since is None


def test_a_day_that_not_every_year_has():
    with pytest.raises(ImpossiblePeriod):
        update_assembly_settings(period_month=2, period_day=29, by=None)
    making.settle(month=2, day=28)
    assert assembly_settings().period_day == 28


# States


def test_where_an_assembly_is():
    now = timezone.now()
    assembly = Assembly(starts_at=now)
    assert state_of(assembly) == State.DRAFT
    for field, state in (
        ("convened_at", State.CONVENED),
        ("roll_taken_at", State.ATTENDANCE),
        ("opened_at", State.OPEN),
        ("closed_at", State.CLOSED),
        ("adjourned_at", State.ADJOURNED),
    ):
        setattr(assembly, field, now)
        assert state_of(assembly) == state


def test_the_next_assembly():
    now = timezone.now()
    late = making.extraordinary(timezone.localdate() + timedelta(days=9))
    soon = making.extraordinary(timezone.localdate() + timedelta(days=2))
    making.extraordinary(timezone.localdate() - timedelta(days=2))

    def coming():
        return next_assembly(Assembly.objects.all(), now=now)

    assert coming() == soon
    # One that goes on since yesterday comes before.
    Assembly.objects.filter(pk=late.pk).update(
        convened_at=now, roll_taken_at=now, starts_at=now - timedelta(days=1)
    )
    assert coming() == late
    Assembly.objects.filter(pk=late.pk).update(opened_at=now, closed_at=now)
    assert coming() == soon
    # Its hour has come, and people still look for it; the day after nobody does.
    day = timezone.localdate()
    Assembly.objects.filter(pk=soon.pk).update(starts_at=making.at(day, 0))
    assert coming() == soon
    Assembly.objects.filter(pk=soon.pk).update(
        starts_at=making.at(day, 0) - timedelta(minutes=1)
    )
    assert coming() is None
