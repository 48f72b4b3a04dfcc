"""Convened once: everybody is told, by the way that he accepted."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.utils import DatabaseError
from django.utils import timezone

from buildings.errors import NoSyndic
from buildings.mailings import WhyPost, letter_state, letters_of, ways
from buildings.models import Consent, Holding, Lot, Mandate, Owner
from buildings.services import letters
from governance.convening import Problem
from governance.errors.assemblies import AlreadyConvened
from governance.errors.convocations import CalledOff, CannotConvene, NotYetConvened
from governance.models import Assembly, Convocation, ConvocationRun
from governance.queries.convocations import readers_of, sent_late
from governance.services.convocations import call_off, convene
from koprogo.audit.models import AuditEvent
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.notifications.models import Delivery
from tests import cast
from tests.finance.letters import names
from tests.governance.convocations.making import (
    sent,
    sound,
    ways_of,
    work,
)


def problems(error):
    return [finding.problem for finding in error.value.findings]


def actions(start):
    found = AuditEvent.objects.filter(action__startswith=start).order_by("pk")
    return list(found.values_list("action", "data"))


# Convening


def test_the_owners_of_today_are_convened_and_told_at_once(acacias, sophie):
    assembly = sent(by=sophie)
    found = {letter.name: letter for letter in letters_of(assembly)}
    assert {name: one.language for name, one in found.items()} == {
        "Omar Haddad": "fr",
        "Clara Élise": "nl",
        "Jean Moreau": "fr",
    }
    assert ways_of(assembly) == {
        "Omar Haddad": ("email", "sent"),
        "Clara Élise": ("post", "waiting"),
        "Jean Moreau": ("post", "waiting"),
    }
    assert all(read(one.file).startswith(b"%PDF-") for one in found.values())
    run = ConvocationRun.objects.get()
    assert names(run.zip) == [
        f"{assembly.day}_convocation_omar_Omar-Haddad.pdf",
        f"{assembly.day}_convocation_clara_Clara-Elise.pdf",
        f"{assembly.day}_convocation_jean_Jean-Moreau.pdf",
    ]
    assert len(names(run.post_zip)) == 2
    state = letter_state(assembly)
    assert (state.documents, state.made, state.emails_sent) == (3, 3, 1)
    assert (state.post_waiting, state.is_made, state.is_making) == (2, True, False)
    assert actions("assembly.") == [("assembly.convened", {})]
    assert actions("convocations.") == [
        ("convocations.ordered", {}),
        ("convocations.sent", {"emails": 1, "post": 2}),
    ]
    job = Job.objects.get(name="governance.make_convocations")
    assert (job.done, job.total, job.by) == (3, 3, sophie)


def test_the_email_has_the_convocation_in_the_language_of_its_reader(acacias):
    assembly = sent()
    [message] = mail.outbox
    letter = letters_of(assembly).get(name="Omar Haddad")
    assert message.to == ["Omar Haddad <omar@example.org>"]
    assert message.extra_headers["Content-Language"] == "fr"
    assert [part[0] for part in message.attachments] == [letter.file.name]
    assert letter.delivery.proof["sha256"] == letter.file.sha256
    assert ("Hall" in message.body, "\n\n\n" in message.body) == (True, False)


def test_a_wish_for_other_letters_is_no_consent_to_convocations(acacias):
    Owner.objects.filter(code="clara").update(channel="email")
    Consent.objects.create(
        owner=Owner.objects.get(code="clara"),
        purpose="letters",
        source="paper",
        given_on=timezone.localdate(),
    )
    assembly = sent(emails=["jean"])
    whys = {way.letter.name: way.why_post for way in ways(letters_of(assembly))}
    assert whys == {
        "Omar Haddad": WhyPost.REGISTERED,
        "Clara Élise": WhyPost.REGISTERED,
        "Jean Moreau": None,
    }
    assert all(letter.is_registered for letter in letters_of(assembly))


def test_a_consent_without_an_address_goes_by_post(acacias):
    Owner.objects.filter(code="omar").update(email="")
    assert ways_of(sent())["Omar Haddad"] == ("post", "waiting")


def test_holders_without_a_representative_each_get_one(acacias):
    Holding.objects.filter(code="H3").update(representative=None)
    assembly = sent()
    found = list(letters_of(assembly).values_list("name", flat=True))
    assert found == ["Omar Haddad", "Clara Élise", "Jean Moreau", "Fatima El Idrissi"]


def test_who_votes_for_two_holdings_gets_one_letter(acacias):
    omar = Owner.objects.get(code="omar")
    Holding.objects.filter(code="H3").update(representative=omar)
    assembly = sent()
    assert [one.addressee for one in letters_of(assembly)] == [
        omar,
        Owner.objects.get(code="clara"),
    ]


def test_asking_again_makes_and_sends_nothing_twice(acacias):
    assembly = sent()
    before = list(letters_of(assembly).values_list("pk", "file"))
    letters.make_letters(assembly, by=None)
    assert letters.send_letters(assembly, by=None) == letters.Sent(0, 0)
    work()
    assert list(letters_of(assembly).values_list("pk", "file")) == before
    assert (len(mail.outbox), Delivery.objects.count()) == (1, 3)


def test_who_owns_on_the_day_of_convening_is_told_however_late_it_is_made(acacias):
    assembly = convene(sound(), by=None)
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    cast.holding("H2").ownerships.update(since=today, until=tomorrow)
    cast.holding("H1").ownerships.update(since=tomorrow)
    assert [reader.owner.code for reader in readers_of(assembly)] == ["clara", "jean"]
    work()
    assert letters_of(assembly).count() == 2


def test_the_majority_of_the_day_is_frozen(acacias):
    draft = sound()
    draft.items.update(majority="absolute")
    assembly = convene(draft, by=None)
    assert [item.majority for item in assembly.items.all()] == ["two-thirds"]
    with pytest.raises(DatabaseError):
        assembly.items.update(majority="absolute")


# What stands in the way


def test_fifteen_days_are_enough_and_fourteen_need_a_reason(acacias):
    assert convene(sound(days=15), by=None).is_convened
    late = sound(days=14)
    with pytest.raises(CannotConvene) as error:
        convene(late, urgency=" ", by=None)
    assert problems(error) == [Problem.LATE]
    assert not Assembly.objects.get(pk=late.pk).is_convened
    urgent = convene(late, urgency="The roof leaks", by=None)
    assert (urgent.is_convened, urgent.urgency) == (True, "The roof leaks")


def test_an_incomplete_building_convenes_nobody(acacias):
    Lot.objects.filter(code="A").update(shares=499)
    with pytest.raises(CannotConvene) as error:
        convene(sound(), by=None)
    assert problems(error) == [Problem.SHARES]


def test_without_a_syndic_nobody_is_convened(acacias):
    Mandate.objects.filter(tenant=acacias.pk).update(until=timezone.localdate())
    with pytest.raises(CannotConvene) as error:
        convene(sound(), by=None)
    assert problems(error) == [Problem.NO_SYNDIC]


def test_nobody_is_convened_twice(acacias):
    assembly = convene(sound(), by=None)
    with pytest.raises(AlreadyConvened):
        convene(assembly, by=None)


def test_a_draft_has_no_convocations(acacias):
    with pytest.raises(NotYetConvened):
        letters.make_letters(sound(), by=None)
    assert letter_state(sound()).documents == 0


def test_a_mandate_that_ended_meanwhile_stops_the_worker(acacias):
    assembly = convene(sound(), by=None)
    Mandate.objects.filter(tenant=acacias.pk).update(until=timezone.localdate())
    with pytest.raises(NoSyndic):
        letters.make_some(assembly, by=None)
    assert Convocation.objects.count() == 0


# Posted


def test_what_was_posted_is_noted_with_the_day_and_the_person(acacias, sophie):
    assembly = sent(days=15)
    waiting = letters.post_waiting(assembly)
    today = timezone.localdate()
    many = letters.mark_posted(
        assembly, letters=[one.uuid for one in waiting], on=today, by=sophie
    )
    left = letters.post_waiting(assembly).count()
    assert (many, left, sent_late(assembly)) == (2, 0, 0)
    posted = [way for way in ways(letters_of(assembly)) if not way.is_email]
    assert [(way.sent_on, way.proof["by"]) for way in posted] == [
        (today, str(sophie.uuid))
    ] * 2
    assert actions("convocations.posted") == [
        ("convocations.posted", {"letters": 2, "on": today.isoformat()})
    ]


def test_letters_that_left_after_the_last_day_are_counted(acacias, sophie):
    urgent = sound(days=14)
    convene(urgent, urgency="The roof leaks", by=None)
    work()
    found = Assembly.objects.get(pk=urgent.pk)
    today = timezone.localdate()
    every = [one.uuid for one in letters.post_waiting(found)]
    letters.mark_posted(found, letters=every[:2], on=today, by=sophie)
    assert (len(every), sent_late(found)) == (3, 2)


def test_failed_emails_are_tried_again_or_posted(acacias):
    assembly = sent(emails=["omar", "clara"])
    Delivery.objects.emails().update(state="failed", sent_at=None)
    assert letters.retry_emails(assembly, by=None) == 2
    work()
    Delivery.objects.emails().update(state="failed", sent_at=None)
    assert letters.post_instead(assembly, by=None) == 2
    assert letters.post_waiting(assembly).count() == 3
    assert [name for name, _data in actions("convocations.re")] == [
        "convocations.retried",
        "convocations.redirected",
    ]


# Called off


def test_whoever_was_told_is_told_that_nobody_meets(acacias, sophie):
    assembly = sent(by=sophie)
    jean = letters_of(assembly).get(name="Jean Moreau")
    letters.mark_posted(
        assembly, letters=[jean.uuid], on=timezone.localdate(), by=sophie
    )
    cancellation = call_off(assembly, reason="Snow", by=sophie)
    work()
    assert ways_of(assembly)["Clara Élise"] == ("post", "withdrawn")
    assert ways_of(cancellation) == {
        "Omar Haddad": ("email", "sent"),
        "Jean Moreau": ("post", "waiting"),
    }
    assert "Snow" in mail.outbox[-1].body
    assert [name for name, _data in actions("called_off.")] == [
        "called_off.ordered",
        "called_off.sent",
    ]
    with pytest.raises(CalledOff):
        call_off(assembly, reason="Snow", by=sophie)
    with pytest.raises(CalledOff):
        letters.retry_emails(assembly, by=sophie)


def test_calling_off_before_anything_left_tells_nobody(acacias):
    assembly = convene(sound(), by=None)
    call_off(assembly, reason="Snow", by=None)
    work()
    assert (Convocation.objects.count(), Delivery.objects.count()) == (0, 0)
    assert not Job.objects.filter(name="governance.make_cancellations").exists()


def test_a_draft_is_discarded_and_a_meeting_ends_by_itself(acacias):
    with pytest.raises(NotYetConvened):
        call_off(sound(), reason="Snow", by=None)


@pytest.mark.parametrize("emails", [[], ["omar", "clara", "jean"]])
def test_one_channel_only(acacias, emails):
    assembly = sent(emails=emails)
    assert len(mail.outbox) == len(emails)
    assert letters.post_waiting(assembly).count() == 3 - len(emails)
