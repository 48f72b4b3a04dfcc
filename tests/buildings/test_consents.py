"""What owners accept to get by e-mail: given online or on paper, and taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from buildings.consents import TEXTS, current_version, text_of
from buildings.errors import ConsentEnded, ConsentStands, NoAddress
from buildings.models import Consent, Owner
from buildings.queries import consents_to
from buildings.services.consents import give_consent, withdraw_consent
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.buildings import pages
from tests.buildings.pages import inside, refused, said, statements, text, url

LETTERS, CONVOCATIONS = Consent.Purpose
PAPER = Consent.Source.PAPER
DAY = date(2026, 3, 1)


def owner(code="jean"):
    return Owner.objects.get(code=code)


def give(code="jean", purpose=LETTERS, **values):
    fields = {"source": PAPER, "given_on": DAY, "by": cast.user("sophie")} | values
    return give_consent(owner(code), purpose=purpose, **fields)


def reached(purpose=LETTERS):
    """Return the codes of the owners who wish e-mail and accepted it."""
    found = Owner.objects.filter(consents_to(purpose, of="pk"), channel="email")
    return sorted(found.values_list("code", flat=True))


def test_every_purpose_has_a_text():
    assert set(TEXTS) == set(Consent.Purpose)
    for purpose in Consent.Purpose:
        assert "e-mail" in text_of(purpose, current_version(purpose))


def test_post_until_somebody_accepts(acacias):
    Owner.objects.filter(code="jean").update(channel="email")
    assert reached() == []


def test_a_consent_makes_email_the_wish(acacias):
    consent = give()
    assert (consent.version, consent.recorded_by) == (1, cast.user("sophie"))
    assert owner().channel == Owner.Channel.EMAIL
    assert reached() == ["jean"]
    assert reached(CONVOCATIONS) == []


def test_the_wish_for_post_prevails(acacias):
    give()
    Owner.objects.filter(code="jean").update(channel="post")
    assert reached() == []


def test_taking_back_ends_it_and_keeps_the_record(acacias):
    consent = give()
    withdraw_consent(consent, on=DAY + timedelta(days=1), by=None)
    assert reached() == []
    assert owner().channel == Owner.Channel.POST
    assert Consent.objects.get().withdrawn_on == DAY + timedelta(days=1)
    events = AuditEvent.objects.filter(target=f"buildings.Owner:{owner().pk}")
    assert list(events.order_by("pk").values_list("action", flat=True))[-4:] == [
        "consent.given",
        "owner.changed",
        "consent.withdrawn",
        "owner.changed",
    ]


def test_one_purpose_taken_back_leaves_the_other(acacias):
    letters = give()
    give(purpose=CONVOCATIONS)
    withdraw_consent(letters, on=DAY, by=None)
    assert (reached(), reached(CONVOCATIONS)) == ([], ["jean"])


def test_a_consent_stands_once(acacias):
    first = give()
    with pytest.raises(ConsentStands):
        give()
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(
            owner=owner(), purpose=LETTERS, source=PAPER, given_on=DAY
        )
    withdraw_consent(first, on=DAY, by=None)
    give(given_on=DAY + timedelta(days=1))
    assert reached() == ["jean"]


def test_it_ends_once_and_not_before_it_began(acacias):
    consent = give()
    with pytest.raises(ConsentEnded):
        withdraw_consent(consent, on=DAY - timedelta(days=1), by=None)
    withdraw_consent(consent, on=DAY, by=None)
    with pytest.raises(ConsentEnded):
        withdraw_consent(consent, on=DAY, by=None)


def test_there_must_be_an_address(acacias):
    Owner.objects.filter(code="jean").update(email="")
    with pytest.raises(NoAddress):
        give()
    give(address="jean@private.example")
    assert owner().email == "jean@private.example"


# The syndic's pages


def test_the_office_records_a_paper_and_its_end(sign_in):
    client = sign_in("sophie")
    jean = pages.owner("jean")
    page = client.get(url("owner", jean.uuid))
    assert "Nothing: everything goes by post." in text(page)
    fields = {"purpose": "letters", "given_on": "2026-03-01"}
    done = client.post(url("owner-consents", jean.uuid), fields, follow=True)
    assert said(done) == ["The consent is recorded."]
    assert "recorded by Sophie" in text(done)
    assert "since 01/03/2026" in text(client.get(url("owner", jean.uuid)))
    twice = client.post(url("owner-consents", jean.uuid), fields)
    assert refused(twice)["__all__"] == ["This consent is recorded already."]
    with inside():
        consent = Consent.objects.get()
    withdrawal = url("consent-withdraw", jean.uuid, consent.uuid)
    early = client.post(withdrawal, {"withdrawn_on": "2026-02-28"})
    assert refused(early) == {"withdrawn_on": ["It cannot end before it was given."]}
    done = client.post(withdrawal, {"withdrawn_on": "2026-03-02"}, follow=True)
    assert said(done) == ["The withdrawal is recorded."]
    assert "Withdrawn on 02/03/2026" in text(done)
    assert client.get(withdrawal).status_code == 404


def test_a_paper_of_tomorrow_is_refused(sign_in):
    tomorrow = timezone.localdate() + timedelta(days=1)
    address = url("owner-consents", pages.owner("jean").uuid)
    fields = {"purpose": "letters", "given_on": tomorrow.isoformat()}
    page = sign_in("sophie").post(address, fields)
    assert refused(page) == {"given_on": ["This day lies in the future."]}


def test_a_paper_without_an_address_is_refused(sign_in):
    with inside():
        Owner.objects.filter(code="jean").update(email="")
    page = sign_in("sophie").post(
        url("owner-consents", pages.owner("jean").uuid),
        {"purpose": "letters", "given_on": "2026-03-01"},
    )
    assert "add it first" in refused(page)["__all__"][0]


def test_a_wish_without_consent_is_explained(sign_in):
    with inside():
        Owner.objects.filter(code="jean").update(channel="email")
    page = sign_in("sophie").get(url("owner", pages.owner("jean").uuid))
    assert "counts once it is accepted in writing" in text(page)


# The owner's page


def test_an_owner_accepts_and_changes_his_mind(sign_in):
    client = sign_in("omar")
    page = client.get(url("my-letters"))
    assert text(page).count("I accept</button>") == 2
    done = client.post(
        url("my-letters"), {"purpose": "letters", "accept": "on"}, follow=True
    )
    assert said(done) == ["From now on they come by e-mail."]
    assert "They go to omar@example.org." in text(done)
    with inside():
        assert reached() == ["omar"]
        consent = Consent.objects.get()
    assert (consent.source, consent.given_on, consent.recorded_by) == (
        "online",
        timezone.localdate(),
        cast.user("omar"),
    )
    done = client.post(url("my-letters"), {"purpose": "letters"}, follow=True)
    assert said(done) == ["From now on they come by post."]
    with inside():
        assert reached() == []


def test_what_is_so_already_changes_nothing(sign_in):
    client = sign_in("omar")
    assert (
        said(client.post(url("my-letters"), {"purpose": "letters"}, follow=True)) == []
    )
    accept = {"purpose": "letters", "accept": "on"}
    client.post(url("my-letters"), accept)
    assert said(client.post(url("my-letters"), accept, follow=True))[1:] == []
    with inside():
        assert Consent.objects.count() == 1


def test_the_address_of_the_account_serves_when_the_register_has_none(sign_in):
    with inside():
        Owner.objects.filter(code="omar").update(email="")
    client = sign_in("omar")
    client.post(url("my-letters"), {"purpose": "letters", "accept": "on"})
    with inside():
        assert owner("omar").email == "omar@example.org"


def test_who_owns_nothing_here_is_told(sign_in):
    with inside():
        Owner.objects.filter(code="clara").update(user=None)
    page = sign_in("clara").get(url("my-letters"))
    assert "You have no lot in this building." in text(page)
    assert sign_in("clara").post(url("my-letters")).status_code == 200


def test_pages_cost_the_same_for_one_and_three(sign_in):
    client = sign_in("omar")
    accept = {"purpose": "letters", "accept": "on"}
    client.post(url("my-letters"), accept, follow=True)
    first = statements(client, url("my-letters"))
    client.post(url("my-letters"), {"purpose": "letters"})
    client.post(url("my-letters"), accept)
    client.post(url("my-letters"), {"purpose": "convocations", "accept": "on"})
    client.get(url("my-letters"))
    assert statements(client, url("my-letters")) == first <= 12
