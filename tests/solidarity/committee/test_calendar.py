"""Seats with their roles, sessions with their agendas, and what is told of deadlines."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from buildings.models import Firm, Grant, Role
from koprogo.accounts.second_factor import last_day
from koprogo.notifications.models import Delivery
from solidarity.deadlines import next_meeting
from solidarity.deciding import Seat as Chair
from solidarity.errors import committee as errors
from solidarity.models import Recusal, Request, Seat, Session
from solidarity.scoring import Urgency
from solidarity.services.committee import alerting, seats, sessions
from solidarity.tasks import alert_committee, follow_committee
from tests.solidarity import making
from tests.solidarity.committee.making import by_name, cast, closed, online, voted_on

TODAY = date(2026, 3, 10)


def given(name="nora", chair=Chair.CO_OWNER, **changes):
    terms = {
        "firm": None,
        "since": TODAY,
        "until": date(2028, 3, 10),
        "decision_text": "Assembly of 4 March",
    }
    user = making.person(name)
    return seats.give_seat(user, chair=chair, by=None, **(terms | changes))


def grants(name="nora"):
    rows = Grant.objects.filter(user=making.person(name), role=Role.COMMITTEE)
    return [(row.since, row.until) for row in rows.order_by("since")]


@pytest.mark.usefixtures("fund")
def test_a_seat_brings_the_role_and_its_second_factor():
    seat = given()
    assert grants() == [(seat.since, seat.until)]
    running = given(
        "ria",
        since=timezone.localdate(),
        until=timezone.localdate() + timedelta(days=9),
    )
    assert last_day(running.user) is not None


@pytest.mark.usefixtures("fund")
def test_days_of_a_role_that_a_decision_gave_are_not_given_twice():
    """Cleo has the role without an end."""
    seat = Seat.objects.get(user=making.person("cleo"))
    given("cleo", since=seat.until, until=seat.until + timedelta(days=300))
    assert len(grants("cleo")) == 1


@pytest.mark.usefixtures("fund")
def test_an_early_end_ends_the_role():
    today = timezone.localdate()
    seat = given(since=today - timedelta(days=9), until=today + timedelta(days=9))
    seats.end_seat(seat, on=today, by=None)
    seat.refresh_from_db()
    assert seat.until == today
    assert grants() == [(seat.since, today)]
    with pytest.raises(errors.SeatOver):
        seats.end_seat(seat, on=today, by=None)


@pytest.mark.usefixtures("fund")
def test_a_seat_that_has_not_begun_goes():
    today = timezone.localdate()
    seat = given(since=today + timedelta(days=9), until=today + timedelta(days=99))
    seats.end_seat(seat, on=today + timedelta(days=5), by=None)
    assert not Seat.objects.filter(user=making.person("nora")).exists()
    assert grants() == []


@pytest.mark.usefixtures("fund")
def test_what_a_seat_cannot_be():
    firm = Firm.objects.get(name="Lambert Syndic")
    for days in ({"until": date(2028, 3, 11)}, {"until": TODAY}):
        with pytest.raises(errors.SeatDays):
            given(**days)
    with pytest.raises(errors.FirmMissing):
        given(chair=Chair.SYNDIC)
    with pytest.raises(errors.FirmSpare):
        given(firm=firm)
    places = [given(name).place for name in ("nora", "ria", "toon")]
    assert places == [1, 2, 3]
    with pytest.raises(errors.SeatTaken):
        given("wim")
    with pytest.raises(errors.PersonSeated):
        given(chair=Chair.LAWYER)


@pytest.mark.usefixtures("fund")
def test_a_term_is_renewed_once():
    given()
    given(since=date(2028, 3, 10), until=date(2030, 3, 10))
    with pytest.raises(errors.TermsUsed):
        given(since=date(2030, 3, 10), until=date(2032, 3, 10))
    assert given(chair=Chair.BOARD, since=date(2030, 3, 10), until=date(2031, 3, 10))


def at(*day):
    return datetime(*day, tzinfo=timezone.get_default_timezone())


@pytest.mark.usefixtures("seats")
def test_the_meeting_is_the_first_wednesday_and_the_rest_is_online():
    """Sent on 2 March with 15 days; on 5 March the next meeting is 1 April."""
    early = making.sent(at=at(2026, 2, 27, 12))
    late = making.sent("clara", at=at(2026, 3, 25, 12))
    for _twice in range(2):
        sessions.prepare_sessions(at(2026, 3, 5, 2))
    meeting, web = Session.objects.order_by("kind")
    assert (meeting.kind, web.kind) == ("meeting", "online")
    assert timezone.localtime(meeting.begins_at) == at(2026, 4, 1, 18)
    assert [item.request for item in meeting.items.all()] == [late]
    assert [item.request for item in web.items.all()] == [early]


@pytest.mark.usefixtures("seats")
def test_the_meeting_of_today_counts_until_it_begins():
    sessions.prepare_sessions(at(2026, 3, 4, 2))
    sessions.prepare_sessions(at(2026, 3, 4, 19))
    days = [timezone.localdate(one.begins_at) for one in Session.objects.all()]
    assert days == [date(2026, 4, 1), date(2026, 3, 4)]


@pytest.mark.usefixtures("seats")
def test_the_night_finds_who_is_too_close():
    making.sent("bea")
    sessions.prepare_sessions(timezone.now())
    assert Recusal.objects.get().user.name == "Stijn"


@pytest.mark.usefixtures("seats")
def test_one_online_session_at_a_time():
    session = sessions.call_online(by=None)
    with pytest.raises(errors.SessionThere):
        sessions.call_online(by=None)
    sessions.close_session(session, by=None)
    assert sessions.call_online(by=None)
    with pytest.raises(errors.SessionClosed):
        sessions.close_session(session, by=None)


@pytest.mark.usefixtures("seats")
def test_a_session_closes_after_its_votes():
    vote = voted_on(making.sent())
    with pytest.raises(errors.SessionVotes):
        sessions.close_session(vote.session, by=None)
    cast(vote, lea="for", cas="for", cleo="for")
    closed(vote)
    assert sessions.close_session(vote.session, by=None).closed_at


@pytest.mark.usefixtures("seats")
@pytest.mark.parametrize(
    ("days", "stage"),
    [(9, ""), (10, "5"), (12, "5"), (13, "2"), (15, "2"), (16, "over")],
)
def test_when_a_deadline_is_told(days, stage):
    request = making.sent(at=at(2026, 3, 2, 12))
    now = at(2026, 3, 2, 9) + timedelta(days=days)
    assert alerting.stage_of(request, now) == stage


@pytest.mark.usefixtures("seats")
def test_each_stage_is_told_once_to_each_and_by_pseudonym():
    request = making.sent(at=timezone.now() - timedelta(days=11))
    cas = by_name("cas")
    Recusal.objects.create(request=request, user=cas.user, reason="family")
    for _twice in range(2):
        alerting.alert(timezone.now())
    mails = list(Delivery.objects.all())
    assert sorted(mail.name for mail in mails) == ["Bo", "Cleo", "Lea", "Stijn"]
    assert all(request.code in mail.body for mail in mails)
    assert not any("Achterberg" in mail.body or "loan" in mail.body for mail in mails)
    alerting.alert(timezone.now() + timedelta(days=3))
    assert Delivery.objects.count() == 8


@pytest.mark.usefixtures("seats")
def test_what_is_urgent_is_told_at_once():
    request = making.sent(urgency=Urgency.EVICTION)
    assert alerting.stage_of(request, timezone.now()) == "urgent"
    assert (
        alerting.stage_of(request, request.decide_at + timedelta(minutes=1)) == "over"
    )


def test_the_task_of_the_night(seats):
    making.sent(at=timezone.now() - timedelta(days=11))
    assert follow_committee()
    assert follow_committee()
    assert (alert_committee(), alert_committee()) == (1, 1)
    begins = {timezone.localdate(one.begins_at) for one in Session.objects.all()}
    assert begins & {
        next_meeting(timezone.localdate()),
        next_meeting(timezone.localdate() + timedelta(days=1)),
    }
    assert Delivery.objects.count() == 5
    assert Request.objects.get().state == "complete"
    assert online()
