"""The mandate of the syndic: renewed, given away, taken back, handed over, told of."""

from datetime import date

import pytest
from django.db import DatabaseError
from django.db.transaction import atomic

from buildings.access import find_access
from buildings.models import Mandate
from finance.months import add_months
from governance.errors import council as errors
from governance.models import HandedOver, SyndicTerm
from governance.queries.mandates import (
    Convener,
    MayConvene,
    due_alert,
    ends_unsettled,
    leaving,
    mandates_on,
    syndic_on,
    syndics,
)
from governance.services import mandates as services
from governance.services.term_reviews import alert_mandate
from koprogo.notifications.models import Delivery
from tests import cast
from tests.governance import factories
from tests.governance.council import making


@pytest.fixture(autouse=True)
def inside(db):
    with making.inside():
        yield


def enters(name, monkeypatch, day):
    """Whether somebody enters Les Acacias on a day."""
    monkeypatch.setattr("buildings.access.timezone.localdate", lambda: day)
    found = find_access(cast.user(name), cast.ACACIAS) is not None
    monkeypatch.undo()
    return found


def test_a_change_of_syndic_moves_the_access_at_midnight(monkeypatch):
    making.appoint(making.other_firm(), since=30, until=400)
    first, last = making.days(30), making.days(29)
    for name in ("sophie", "amir", "anna"):
        assert enters(name, monkeypatch, last)
        assert not enters(name, monkeypatch, first)
    assert not enters("stijn", monkeypatch, last)
    assert enters("stijn", monkeypatch, first)
    assert enters("stijn", monkeypatch, making.days(399))
    assert not enters("stijn", monkeypatch, making.days(400))


def test_an_elsewhere_syndic_ends_the_access_too(monkeypatch):
    making.elsewhere(since=30, until=400)
    assert enters("sophie", monkeypatch, making.days(29))
    assert not enters("sophie", monkeypatch, making.days(30))
    assert [one.name for one in syndics()] == ["Lambert Syndic", "Janssens & Cie"]


def test_a_renewal_leaves_the_access_as_it_is(monkeypatch):
    making.appoint(since=30, until=1000)
    assert enters("sophie", monkeypatch, making.days(29))
    assert enters("sophie", monkeypatch, making.days(30))
    assert enters("sophie", monkeypatch, making.days(999))
    assert leaving(making.today(), syndics()) is None


def test_nobody_is_syndic_to_renew():
    making.ends_on(making.today())
    with pytest.raises(errors.NoSyndicToday):
        making.appoint()


def test_three_years_at_most():
    since = making.days(30)
    longest = (add_months(since, 36) - making.today()).days
    with pytest.raises(errors.MandateImpossible, match="three years"):
        making.appoint(since=30, until=longest + 1)
    with pytest.raises(errors.MandateImpossible, match="three years"):
        making.elsewhere(since=30, until=longest + 1)
    with pytest.raises(errors.MandateImpossible):
        making.elsewhere(since=30, until=30)
    assert Mandate.objects.get(tenant=cast.tenant().pk).until == making.days(400)
    making.appoint(since=30, until=longest)
    assert syndics()[-1].until == making.days(longest)


def test_the_days_of_another_mandate_are_refused():
    making.elsewhere(since=30, until=60)
    for act in (making.appoint, making.elsewhere):
        with pytest.raises(errors.MandateImpossible, match="Another syndic"):
            act(since=30, until=50)
        with pytest.raises(errors.MandateImpossible, match="Another syndic"):
            act(since=20, until=31)
    making.appoint(making.other_firm(), since=40, until=90)
    assert [(one.name, one.since) for one in syndics()[1:]] == [
        ("Janssens & Cie", making.days(30)),
        ("Vandamme Syndic", making.days(40)),
    ]
    assert syndics()[1].until == making.days(40)


def test_by_its_number_or_by_name():
    firm = making.other_firm()
    given = {
        "since": making.days(30),
        "until": making.days(60),
        "decided": making.DECIDED,
        "by": None,
    }
    with pytest.raises(errors.FirmUnknown):
        services.change_syndic(kbo="0417497106", name="", **given)
    with atomic():
        services.change_syndic(kbo="0417497106", name="Janssens", **given)
    assert not syndics()[-1].is_here
    services.take_back(by=None)
    services.change_syndic(kbo=firm.kbo, name="whoever", **given)
    assert syndics()[-1].firm == firm


def test_nobody_of_the_council_becomes_syndic():
    firm = making.new_firm(staff=["omar"])
    making.elect("omar", until=30)
    making.appoint(firm, since=30, until=60)
    services.take_back(by=None)
    with pytest.raises(errors.PeopleElected):
        making.appoint(firm, since=29, until=60)


def test_nor_the_auditor():
    firm = making.new_firm()
    jean = making.owner("jean")
    jean.kind, jean.kbo = "company", firm.kbo
    jean.save()
    making.auditor("jean")
    with pytest.raises(errors.PeopleElected):
        making.appoint(firm)


def test_a_mandate_that_has_not_begun_is_taken_back(monkeypatch):
    making.appoint(making.other_firm(), since=30, until=400)
    services.take_back(by=None)
    assert not enters("stijn", monkeypatch, making.days(30))
    assert [one.until for one in syndics()] == [making.days(30)]
    assert not SyndicTerm.objects.exists()
    with pytest.raises(errors.MandateBegun):
        services.take_back(by=None)


def test_what_nobody_noted_is_taken_back_too():
    """A mandate that came in without its decision."""
    making.ends_on(making.days(10))
    Mandate.objects.create(
        tenant=cast.tenant(),
        firm=making.other_firm(),
        since=making.days(10),
        until=making.days(20),
    )
    services.take_back(by=None)
    assert len(syndics()) == 1


def papers(**values):
    return services.note_papers(
        **{
            "decided_on": date(2026, 3, 12),
            "decided": "Point 4",
            "contract": None,
            "posted_on": None,
            "filed_on": None,
            **values,
        },
        by=None,
    )


def test_the_papers_of_the_mandate_that_runs():
    running = syndic_on(making.today(), syndics())
    assert (running.term, running.posted_on, running.filed_on) == (None, None, None)
    papers(posted_on=making.days(-1), contract=making.contract())
    papers(
        posted_on=making.today(), contract=making.contract(), filed_on=making.today()
    )
    running = syndic_on(making.today(), syndics())
    assert (running.posted_on, running.filed_on) == (making.today(), making.today())
    with pytest.raises(errors.DayToCome):
        papers(posted_on=making.days(1))
    making.ends_on(making.today())
    with pytest.raises(errors.NoSyndicToday):
        papers()


def test_a_contract_for_the_office_is_shown_to_the_office():
    papers(contract=making.contract(audience="office"))
    for name, reads in (("sophie", True), ("omar", False)):
        access = find_access(cast.user(name), cast.ACACIAS)
        assert mandates_on(making.today(), access=access).shows_contract is reads


def test_the_days_of_the_law():
    [lambert] = syndics()
    assert (lambert.posted_by - lambert.since).days == 8
    assert 10 <= (lambert.filed_by - lambert.since).days <= 16


def test_the_file_is_handed_over_part_by_part():
    with pytest.raises(errors.NobodyHandsOver):
        making.hand_over()
    making.elsewhere(since=30)
    making.hand_over(HandedOver.What.KEYS)
    making.hand_over("archive")
    change = leaving(making.today(), syndics())
    assert (change.outgoing.name, change.incoming.name) == (
        "Lambert Syndic",
        "Janssens & Cie",
    )
    assert change.due_on == making.days(59)
    assert change.left == len(HandedOver.What) - 2
    with pytest.raises(errors.AlreadyHandedOver):
        making.hand_over()
    with pytest.raises(errors.DayToCome):
        making.hand_over("bank", on=1)


def test_whom_nobody_follows_hands_over():
    making.ends_on(making.days(-3))
    change = leaving(making.today(), syndics())
    assert (change.outgoing.name, change.incoming) == ("Lambert Syndic", None)
    making.ends_on(making.days(1))
    assert leaving(making.today(), syndics()) is None


def test_of_two_changes_the_nearest_is_told():
    """Who has not begun hands over nothing."""
    making.elsewhere(since=30, until=60)
    making.appoint(making.other_firm(), since=60, until=90)
    assert leaving(making.days(29), syndics()).incoming.name == "Janssens & Cie"
    assert leaving(making.days(30), syndics()).incoming.name == "Vandamme Syndic"
    making.hand_over()
    services.take_back(by=None)
    services.take_back(by=None)
    assert len(syndics()) == 1


def test_a_second_mandate_elsewhere_of_the_same_firm_is_no_change():
    making.elsewhere(since=30, until=60)
    making.elsewhere(since=60, until=90)
    assert leaving(making.today(), syndics()).incoming.since == making.days(30)


# Alerts


def test_people_are_told_six_and_three_months_before():
    end = date(2027, 3, 12)
    making.ends_on(end)
    [lambert] = syndics()
    told = {
        date(2026, 9, 11): None,
        date(2026, 9, 12): date(2026, 9, 12),
        date(2026, 12, 11): date(2026, 9, 12),
        date(2026, 12, 12): date(2026, 12, 12),
        date(2027, 3, 11): date(2026, 12, 12),
    }
    for day, alert in told.items():
        assert due_alert(day, lambert) == alert
        assert (ends_unsettled(day, [lambert]) is None) == (alert is None)
    assert ends_unsettled(end, [lambert]) is None


def test_one_mail_for_each_alert_to_the_office_and_the_council():
    making.ends_on(add_months(making.today(), 6))
    making.elect("clara")
    making.elect("jean")
    assert alert_mandate(on=making.days(-1)) == 0
    assert alert_mandate(on=making.today()) == 3
    assert alert_mandate(on=making.today()) == 0
    assert alert_mandate(on=making.days(1)) == 0
    mails = Delivery.objects.order_by("address")
    assert [(mail.address, mail.language) for mail in mails] == [
        ("clara@example.org", "en"),
        ("jean@example.org", "fr"),
        ("sophie@example.org", "en"),
    ]
    assert "ends on" in mails[0].body
    assert alert_mandate(on=add_months(making.today(), 3)) == 3


def test_nobody_is_told_when_another_mandate_follows():
    end = making.days(100)
    making.ends_on(end)
    assert alert_mandate(on=making.today()) == 1
    making.appoint(since=100, until=400)
    assert alert_mandate(on=add_months(end, -3)) == 0


def test_nobody_is_told_of_a_mandate_elsewhere():
    making.elsewhere(since=-1, until=30)
    assert alert_mandate(on=making.today()) == 0


def test_a_member_without_address_gets_no_mail():
    making.ends_on(making.days(30))
    jean = making.owner("jean")
    jean.email = ""
    jean.channel = "post"
    jean.save()
    making.elect("jean")
    assert alert_mandate(on=making.today()) == 1


# Who convenes


def who_may_convene(day):
    access = find_access(cast.user("sophie"), cast.ACACIAS)
    return mandates_on(day, access=access).may_convene


def test_who_convenes_the_assembly():
    today = making.today()
    assert who_may_convene(today) == MayConvene(Convener.SYNDIC, ("Lambert Syndic",))
    making.ends_on(today)
    assert who_may_convene(today) == MayConvene(Convener.OWNERS)
    assembly = factories.opened(starts_at=making.moment(making.days(-9)))
    assembly.closed_at = assembly.starts_at
    assembly.save()
    assert who_may_convene(today) == MayConvene(Convener.OWNERS)
    chaired = factories.opened(starts_at=making.moment(making.days(-5)))
    factories.add_event(
        chaired,
        "bureau",
        {"chair": factories.voter("H1"), "secretary": "Sophie"},
        by=None,
    )
    chaired.closed_at = chaired.starts_at
    chaired.save()
    assert who_may_convene(making.days(-6)).who == Convener.SYNDIC
    assert who_may_convene(today) == MayConvene(Convener.CHAIR, ("Omar Haddad",))
    making.elect("clara")
    assert who_may_convene(today) == MayConvene(Convener.COUNCIL, ("Clara Élise",))


def test_a_syndic_elsewhere_convenes():
    making.elsewhere(since=0, until=30)
    assert who_may_convene(making.today()).names == ("Janssens & Cie",)


# The database


def test_what_was_handed_over_stays():
    making.elsewhere()
    row = making.hand_over()
    with pytest.raises(DatabaseError), atomic():
        HandedOver.objects.filter(pk=row.pk).update(received_by="Somebody else")


def test_a_mandate_keeps_its_firm_and_first_day():
    making.elsewhere()
    for change in ({"name": "X"}, {"since": making.today()}, {"kbo": making.KBO}):
        with pytest.raises(DatabaseError), atomic():
            SyndicTerm.objects.update(**change)
