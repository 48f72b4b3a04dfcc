"""What the night deletes in every building: each on the day before and on the day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings import services
from buildings.models import Consent, Owner, Ownership
from buildings.services.forgetting import forget_consents
from buildings.services.letters import send_letters
from finance.models import CallDocument, CallLetter, LetterRun
from finance.services.forgetting import forget_letters
from koprogo import slots
from koprogo.documents.models import File
from koprogo.jobs.services import run_all
from koprogo.notifications.forgetting import forget_messages
from koprogo.notifications.models import Delivery
from koprogo.privacy import tasks
from koprogo.privacy.terms import vouchers_since, years_before
from koprogo.tenancy import enter
from tests import cast
from tests.finance import letters
from tests.finance.factories import issued

pytestmark = pytest.mark.django_db


def inside(slug=cast.ACACIAS):
    return enter(cast.tenant(slug).pk, by=None)


def night(day):
    """The moment at which the night of a day works."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time())).replace(
        hour=2, minute=20
    )


# How long


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2031, 6, 1), date(2024, 6, 1)),
        (date(2028, 2, 29), date(2021, 2, 28)),
        (date(2031, 3, 1), date(2024, 3, 1)),
    ],
)
def test_seven_years_before(day, before):
    assert years_before(day, 7) == before


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2025, 12, 31), date(2018, 1, 1)),
        (date(2026, 1, 1), date(2019, 1, 1)),
        (date(2026, 12, 31), date(2019, 1, 1)),
    ],
)
def test_vouchers_of_a_year_go_together(today, since):
    """Those of 2018: 7 years, counted from 1 January 2019."""
    assert vouchers_since(today) == since


# Consents

LEFT = date(2024, 6, 1)
SEVEN_YEARS_LATER = date(2031, 6, 1)


def consent(code, given_on=date(2021, 1, 1), slug=cast.ACACIAS):
    with inside(slug):
        Consent.objects.create(
            owner=Owner.objects.get(code=code),
            purpose="letters",
            source="paper",
            given_on=given_on,
        )


def consenting(slug=cast.ACACIAS):
    with inside(slug):
        return sorted(Consent.objects.values_list("owner__code", flat=True))


def sold(lot, *, to, on=LEFT):
    with inside():
        services.hand_over_lot(
            cast.lot(lot), holding=cast.holding(to), since=on, by=None
        )


def test_a_consent_goes_seven_years_after_the_last_holding_to_the_day():
    for code in ("omar", "clara"):
        consent(code)
    sold("B", to="H1")  # Clara's only lot
    before = SEVEN_YEARS_LATER - timedelta(days=1)
    assert forget_consents(night(before)) == 0
    assert consenting() == ["clara", "omar"]
    assert forget_consents(night(SEVEN_YEARS_LATER)) == 1
    assert consenting() == ["omar"]


def test_another_lot_keeps_it():
    consent("omar")
    sold("A", to="H2")  # the cellar is still his
    assert forget_consents(night(SEVEN_YEARS_LATER)) == 0
    sold("K", to="H2", on=LEFT + timedelta(days=1))
    assert forget_consents(night(SEVEN_YEARS_LATER)) == 0
    assert forget_consents(night(SEVEN_YEARS_LATER + timedelta(days=1))) == 1


def test_whoever_holds_with_others_or_represents_them_is_an_owner_too():
    """Jean and Fatima sell; Clara represented them, and has sold before."""
    for code in ("clara", "fatima", "jean"):
        consent(code)
    with inside():
        clara = Owner.objects.get(code="clara")
        services.set_representative(cast.holding("H3"), representative=clara, by=None)
    sold("B", to="H1", on=LEFT - timedelta(days=500))
    sold("C", to="H1")
    before = SEVEN_YEARS_LATER - timedelta(days=1)
    assert forget_consents(night(before)) == 0
    assert forget_consents(night(SEVEN_YEARS_LATER)) == 3


def test_of_somebody_who_never_held_a_lot():
    with inside():
        services.create_owner(code="new", last_name="New", by=None)
    consent("new", given_on=LEFT)
    assert forget_consents(night(SEVEN_YEARS_LATER - timedelta(days=1))) == 0
    assert forget_consents(night(SEVEN_YEARS_LATER)) == 1


def test_each_building_is_walked():
    consent("clara")
    consent("bea", slug=cast.BELLEVUE)
    sold("B", to="H1")
    with inside(cast.BELLEVUE):
        Ownership.objects.update(until=LEFT)
    assert forget_consents(night(SEVEN_YEARS_LATER)) == 2
    assert (consenting(), consenting(cast.BELLEVUE)) == ([], [])


# Letters and messages

# One minute apart: in Brussels the year ends an hour before it does in UTC.
IN_2018 = datetime(2018, 12, 31, 22, 59, tzinfo=UTC)
IN_2019 = datetime(2018, 12, 31, 23, 0, tzinfo=UTC)
OVER, NOT_OVER = date(2026, 1, 1), date(2025, 12, 31)


@pytest.fixture
def call():
    """A call of 2018 whose letters were sent then."""
    with inside():
        letters.consent("omar")
        call = issued()
        letters.rows(call)
        send_letters(call, by=None)
        run_all()
    moved(IN_2018)
    return call


def moved(moment):
    """Let letters, their making and their messages be of this moment."""
    with inside():
        LetterRun.objects.update(started_at=moment, finished_at=moment)
        CallLetter.objects.update(made_at=moment)
        Delivery.objects.update(created_at=moment)


def counts():
    """How many letters, makings, messages and files there are."""
    with inside():
        models = (CallLetter, LetterRun, Delivery, File)
        return tuple(model.objects.count() for model in models)


def test_letters_go_with_their_proof_and_files(
    call, django_capture_on_commit_callbacks
):
    with inside():
        [bytes_of] = {
            f"tenants/{file.tenant_id}/{file.sha256[:2]}/{file.sha256}"
            for file in File.objects.filter(name="letter.pdf")
        }
    before = counts()
    assert forget_letters(night(NOT_OVER)) == 0
    assert counts() == before
    assert before[:3] == (3, 1, 3)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_letters(night(OVER)) == 3
    assert counts() == (0, 0, 0, 0)
    assert not default_storage.exists(bytes_of)
    with inside():
        assert CallDocument.objects.count() == 3


@pytest.mark.parametrize("younger", ["made", "sent"])
def test_the_letters_of_a_call_go_together(call, younger):
    """One that was made or sent a minute later keeps the others for a year."""
    with inside():
        letter = CallLetter.objects.filter(document__holding__code="H1")
        if younger == "made":
            letter.update(made_at=IN_2019)
        else:
            Delivery.objects.filter(call_letter__in=letter).update(created_at=IN_2019)
    assert forget_letters(night(OVER)) == 0
    assert forget_letters(night(date(2026, 12, 31))) == 0
    assert forget_letters(night(date(2027, 1, 1))) == 3


def test_letters_of_a_later_call_stay(call):
    with inside():
        letters.rows(issued(title="Later"))
    assert forget_letters(night(OVER)) == 3
    assert counts()[:3] == (3, 1, 0)


def test_letters_that_were_never_sent_go_too(call):
    with inside():
        CallLetter.objects.update(delivery=None)
        Delivery.objects.all().delete()
    assert forget_letters(night(OVER)) == 3


def test_letters_cost_the_same_for_one_and_three(call):
    def cost():
        with CaptureQueriesContext(connection) as captured, transaction.atomic():
            forget_letters(night(OVER))
            transaction.set_rollback(True)
        return len(captured)

    three = cost()
    with inside():
        CallLetter.objects.exclude(document__holding__code="H1").delete()
        Delivery.objects.filter(call_letter=None).delete()
    assert cost() == three


def message(moment, **fields):
    with inside():
        made = Delivery.objects.create(
            event="looked",
            recipient=f"owner:{moment}",
            channel="email",
            language="fr",
            **fields,
        )
        Delivery.objects.filter(pk=made.pk).update(created_at=moment)


def test_messages_go_with_the_vouchers_of_their_year():
    message(IN_2018)
    message(IN_2019)
    assert forget_messages(night(NOT_OVER)) == 0
    assert forget_messages(night(OVER)) == 1
    with inside():
        assert Delivery.objects.get().created_at == IN_2019


def test_what_carries_a_file_waits_for_it(call):
    assert forget_messages(night(OVER)) == 0
    assert counts()[2] == 3


def test_the_night_does_all_of_it(call, monkeypatch):
    consent("clara")
    sold("B", to="H1", on=date(2021, 1, 2))
    message(IN_2018)
    monkeypatch.setattr(timezone, "now", lambda: night(date(2028, 1, 2)))
    tasks.forget()
    assert counts()[:3] == (0, 0, 0)
    assert consenting() == ["omar"]
    rules = {rule.__name__ for rule in slots.forgetting}
    assert {"forget_consents", "forget_letters", "forget_messages"} <= rules
