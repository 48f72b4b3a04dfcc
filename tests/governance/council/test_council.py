"""Who is elected into the council, what he may do then, and when it ends."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.transaction import atomic

from buildings.access import find_access
from buildings.models import Grant, Lot, Role
from buildings.services import create_lot, link_owner
from governance.errors import council as errors
from governance.models import CouncilTerm
from governance.queries.council import council_on
from governance.services import council as services
from governance.services.term_reviews import settle_terms
from tests import cast
from tests.governance import factories
from tests.governance.council import making


@pytest.fixture(autouse=True)
def inside(db):
    with making.inside():
        yield


def roles(name="omar"):
    access = find_access(cast.user(name), cast.ACACIAS)
    return access.roles if access else frozenset()


def grants(name="omar"):
    found = Grant.objects.filter(
        user=cast.user(name), tenant=cast.tenant(), role=Role.COUNCIL
    )
    return list(found.order_by("since").values_list("since", "until"))


def council():
    access = find_access(cast.user("sophie"), cast.ACACIAS)
    return council_on(making.today(), access=access)


def test_a_member_has_the_role_on_his_days():
    making.elect("omar", since=0, until=10)
    assert Role.COUNCIL in roles()
    assert grants() == [(making.today(), making.days(10))]


@pytest.mark.parametrize(
    ("since", "until", "has_it"), [(0, 1, True), (1, 9, False), (-9, 0, False)]
)
def test_the_role_begins_and_ends_at_midnight(since, until, has_it):
    making.elect("omar", since=since, until=until)
    assert (Role.COUNCIL in roles()) == has_it


def test_a_term_of_the_past_gives_no_role():
    term = making.elect("omar", since=-300, until=-10)
    assert grants() == []
    assert council().former == [term]


def test_a_role_that_was_given_before_becomes_that_of_the_term():
    """Clara had it without an end and without an election."""
    assert council().unrecorded == ("Clara",)
    making.elect("clara", until=10)
    assert grants("clara") == [
        (cast.SINCE, making.today()),
        (making.today(), making.days(10)),
    ]
    assert council().unrecorded == ()


def test_reelected_the_earlier_term_ends():
    first = making.elect("omar", since=-100)
    second = making.elect("omar", since=0)
    first.refresh_from_db()
    assert (first.until, second.until) == (making.today(), None)
    assert grants() == [(making.today(), None)]
    assert council().members == [second]


def test_two_terms_on_one_day_are_refused():
    making.elect("omar", since=50)
    with pytest.raises(errors.TermOverlaps):
        making.elect("omar", since=0)
    with pytest.raises(errors.TermOverlaps):
        making.elect("omar", since=50)
    making.elect("omar", since=0, until=50)
    assert grants() == [(making.today(), making.days(50)), (making.days(50), None)]


def test_only_a_co_owner_is_elected():
    cast.lot("C").ownerships.all().delete()
    with pytest.raises(errors.HoldsNoLot):
        making.elect("jean")


def test_the_syndic_and_his_people_are_not_elected():
    for name in ("sophie", "anna"):
        jean = making.owner("jean")
        jean.user = cast.user(name)
        jean.save()
        with pytest.raises(errors.SyndicExcluded):
            making.elect("jean")
        with pytest.raises(errors.SyndicExcluded):
            making.auditor("jean")


def test_the_firm_itself_is_not_elected():
    firm = making.new_firm()
    jean = making.owner("jean")
    jean.kind, jean.kbo = "company", firm.kbo
    jean.save()
    making.elect("jean", until=30)
    making.appoint(firm, since=30)
    with pytest.raises(errors.SyndicExcluded):
        making.elect("jean", since=0)
    with pytest.raises(errors.SyndicExcluded):
        making.elect("jean", since=30)


def test_somebody_without_account_gets_the_role_with_it():
    making.elect("jean")
    assert settle_terms(on=making.today(), by=None) == 0
    link_owner(
        making.owner("jean"), user=cast.user("zoe"), since=making.today(), by=None
    )
    settle_terms(on=making.today(), by=None)
    settle_terms(on=making.today(), by=None)
    assert grants("zoe") == [(making.today(), None)]


def test_a_term_ends_before_its_time():
    term = making.elect("omar", since=-100)
    services.end_member(term, on=making.today(), reason="Moved", by=None)
    term.refresh_from_db()
    assert (term.until, term.end_reason) == (making.today(), "Moved")
    assert Role.COUNCIL not in roles()
    with pytest.raises(errors.TermOver):
        services.end_member(term, on=making.today(), reason="Again", by=None)


def test_he_stays_until_the_day():
    term = making.elect("omar", since=-100)
    services.end_member(term, on=making.days(1), reason="Moved", by=None)
    assert Role.COUNCIL in roles()
    assert grants() == [(making.today(), making.days(1))]


def test_what_has_not_begun_is_taken_back():
    term = making.elect("omar", since=9)
    services.end_member(term, on=making.days(9), reason="Mistake", by=None)
    assert not CouncilTerm.objects.exists()
    assert grants() == []
    with pytest.raises(errors.TermOver):
        services.end_member(term, on=making.days(9), reason="Again", by=None)


def test_what_has_begun_has_a_day():
    term = making.elect("omar", since=0)
    with pytest.raises(errors.EndsTooEarly):
        services.end_member(term, on=making.today(), reason="Mistake", by=None)


def test_the_chair_is_one_of_the_members():
    clara, omar = making.elect("clara", since=-20), making.elect("omar", since=-10)
    services.name_chair(clara, on=making.today(), by=None)
    assert council().chair == clara
    services.name_chair(omar, on=making.today(), by=None)
    assert [term.is_chair for term in CouncilTerm.objects.order_by("since")] == [
        False,
        True,
    ]
    services.name_chair(omar, on=making.today(), by=None)
    assert council().chair == omar
    with pytest.raises(errors.NotRunning):
        services.name_chair(omar, on=making.days(-11), by=None)


def test_a_chair_of_other_days_stays_it():
    past = making.elect("clara", since=-300, until=-200)
    services.name_chair(past, on=making.days(-250), by=None)
    later = making.elect("jean", since=100)
    services.name_chair(later, on=making.days(100), by=None)
    now = making.elect("omar", since=-100, until=50)
    services.name_chair(now, on=making.today(), by=None)
    assert CouncilTerm.objects.filter(is_chair=True).count() == 3


def closed(day, kind="ordinary"):
    """An assembly that was held."""
    assembly = factories.opened(kind=kind, starts_at=making.moment(day))
    assembly.closed_at = assembly.starts_at
    assembly.save()


def test_a_term_ends_with_the_next_ordinary_assembly():
    term = making.elect("omar", since=-30)
    auditor = making.auditor("clara", since=-30)
    fixed = making.elect("clara", since=-30, until=100)
    closed(making.days(-30))
    closed(making.days(-20), kind="extraordinary")
    assert settle_terms(on=making.today(), by=None) == 0
    closed(making.days(-2))
    reelected = making.elect("jean", since=-2)
    assert settle_terms(on=making.today(), by=None) == 2
    assert settle_terms(on=making.today(), by=None) == 0
    for row in (term, auditor, fixed, reelected):
        row.refresh_from_db()
    assert [row.until for row in (term, auditor, fixed, reelected)] == [
        making.days(-2),
        making.days(-2),
        making.days(100),
        None,
    ]
    assert Role.COUNCIL not in roles()
    assert Role.AUDITOR not in roles("clara")


def test_a_delegation_lasts_a_year_at_most():
    def delegate(since, until):
        return services.delegate(
            text="Paint", since=since, until=until, decided=making.DECIDED, by=None
        )

    delegate(date(2026, 3, 12), date(2027, 3, 12))
    delegate(date(2024, 2, 29), date(2025, 2, 28))
    with pytest.raises(errors.DelegationTooLong):
        delegate(date(2026, 3, 12), date(2027, 3, 13))


def test_a_delegation_ends_before_its_time():
    delegation = making.delegate(since=-5)
    services.end_delegation(delegation, on=making.today(), reason="Done", by=None)
    delegation.refresh_from_db()
    assert (delegation.until, delegation.end_reason) == (making.today(), "Done")


def test_one_report_a_year():
    report = making.report(2025)
    assert (report.document.audience, report.document.category) == ("owners", "minutes")
    with pytest.raises(errors.ReportThere):
        making.report(2025)
    making.report(2024)
    assert [one.year for one in council().reports] == [2025, 2024]


def test_a_council_is_mandatory_from_twenty_lots():
    kinds = [Lot.Kind.GARAGE] * 5 + [Lot.Kind.APARTMENT] * 16
    for number, kind in enumerate(kinds):
        create_lot(code=f"N{number}", shares=0, kind=kind, by=None)
    assert (council().lots, council().is_mandatory) == (19, False)
    create_lot(code="last", shares=0, kind=Lot.Kind.APARTMENT, by=None)
    assert (council().lots, council().is_missing) == (20, True)
    making.elect("omar")
    assert (council().is_mandatory, council().is_missing) == (True, False)


def test_a_member_who_sold_is_shown_to_the_office():
    term = making.elect("omar")
    cast.lot("A").ownerships.all().delete()
    cast.lot("K").ownerships.all().delete()
    assert council().left == {term.owner_id}
    clara = find_access(cast.user("clara"), cast.ACACIAS)
    assert council_on(making.today(), access=clara).left == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        {"since": date(2020, 1, 1)},
        {"decided": "Something else"},
        {"is_chair": True, "owner_id": 0},
    ],
)
def test_what_was_decided_stays(change):
    term = making.elect("omar")
    if "owner_id" in change:
        change["owner_id"] = making.owner("jean").pk
    with pytest.raises(DatabaseError, match="governance_councilterm"), atomic():
        CouncilTerm.objects.filter(pk=term.pk).update(**change)


def test_what_has_begun_is_not_deleted():
    term = making.elect("omar", since=-1)
    with pytest.raises(DatabaseError), atomic():
        term.delete()


def test_the_database_refuses_a_second_chair():
    first, second = making.elect("clara"), making.elect("omar")
    services.name_chair(first, on=making.today(), by=None)
    with pytest.raises(IntegrityError), atomic():
        CouncilTerm.objects.filter(pk=second.pk).update(is_chair=True)
