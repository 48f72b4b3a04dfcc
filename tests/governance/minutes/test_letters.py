"""The minutes on their way: to everybody who has a right to vote, by his channel."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.mailings import letters_of, ways
from buildings.models import Consent, Owner
from buildings.services import letters as services
from governance.errors.minutes import MinutesNotFinished
from governance.models import MinutesLetter
from governance.queries.minutes import due_minutes, urgent_minutes
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from tests import cast
from tests.governance.minutes import making

pytestmark = pytest.mark.usefixtures("acacias")


def sent(minutes):
    services.make_letters(minutes, by=None)
    run_all()
    minutes.refresh_from_db()
    return minutes


def accepted(code, purpose):
    """An owner who wishes e-mail, and accepted it for this."""
    Owner.objects.filter(code=code).update(
        email=f"{code}@example.org", channel=Owner.Channel.EMAIL
    )
    Consent.objects.create(
        owner=Owner.objects.get(code=code),
        purpose=purpose,
        source="online",
        given_on=cast.SINCE,
    )


def test_minutes_are_letters_and_no_convocations(acacias):
    """Who accepted convocations by e-mail alone gets his minutes by post."""
    accepted("omar", "letters")
    accepted("clara", "convocations")
    minutes = sent(making.finished())
    found = ways(letters_of(minutes))
    assert {str(way.letter.addressee): way.is_email for way in found} == {
        "Omar Haddad": True,
        "Clara Élise": False,
        "Jean Moreau": False,
    }
    assert minutes.sent_at is not None
    by_post = Delivery.objects.filter(channel="post")
    assert by_post.count() == 2
    assert {letter.is_registered for letter in MinutesLetter.objects.all()} == {False}


def test_those_by_post_count_when_they_are_posted():
    minutes = sent(making.finished())
    today = timezone.localdate()
    assert [due.assembly for due in due_minutes(on=today)] == [minutes.assembly]
    letters = list(minutes.letters.values_list("uuid", flat=True))
    services.mark_posted(minutes, letters=letters, on=today, by=cast.user("sophie"))
    assert list(due_minutes(on=today)) == []


def test_a_draft_is_not_sent():
    with pytest.raises(MinutesNotFinished):
        services.make_letters(making.drafted(), by=None)


def test_the_office_is_told_ten_days_before():
    assembly = making.voted()
    last = assembly.day + timedelta(days=30)
    [due] = due_minutes(on=assembly.day)
    assert (due.on, due.left, due.is_late) == (last, 30, False)
    assert urgent_minutes(on=last - timedelta(days=11)) == []
    assert len(urgent_minutes(on=last - timedelta(days=10))) == 1
    [late] = urgent_minutes(on=last + timedelta(days=1))
    assert late.is_late


def test_one_made_again_changes_nothing():
    minutes = sent(making.finished())
    moment = minutes.sent_at
    assert sent(minutes).sent_at == moment
    assert minutes.letters.count() == 3
