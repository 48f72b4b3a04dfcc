"""Inviting: one by one and all at once, by e-mail and on paper, and once more."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from buildings import services as buildings
from buildings.errors import AlreadyLinked, InvitationClosed, NoAddress
from buildings.models import Invitation, Owner, Role
from buildings.services import invitations as services
from buildings.tasks import forget_letters
from koprogo.documents.models import File
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.inviting import (
    EMAIL,
    PAPER,
    accept,
    actions,
    found_by,
    invitation,
    invite,
    owner,
    to_role,
)
from tests.buildings.mailbox import ORIGIN, code_in, delivered, link_in, words_of
from tests.buildings.pages import counted

# By e-mail


def test_an_owner_gets_a_link_in_his_language(acacias):
    asked = invite("jean")
    assert (asked.emails, asked.letters) == (1, 0)
    message = delivered()["Jean Moreau <jean@example.org>"]
    code = code_in(message.body)
    assert f"{ORIGIN}/join/{code}/?lang=fr" in message.body
    assert message.extra_headers["Content-Language"] == "fr"
    assert "Les Acacias" in message.subject
    assert "Sophie, Lambert Syndic" in message.body
    assert found_by(code) == invitation("jean")


def test_only_the_hash_of_a_code_stays(acacias):
    invite("jean")
    waiting = Delivery.objects.get()
    assert code_in(waiting.body)
    code = code_in(delivered()["Jean Moreau <jean@example.org>"].body)
    sent = Delivery.objects.get()
    assert (sent.state, sent.body) == ("sent", "")
    for model in (Invitation, Job, Delivery):
        kept = str(list(model.objects.values()))
        assert code not in kept
        assert code.replace("-", "") not in kept


def test_the_delivery_is_one_for_each_invitation(acacias):
    invite("jean")
    one = invitation("jean")
    delivery = Delivery.objects.get()
    assert delivery.event == delivery.recipient == f"invitation:{one.uuid}"
    assert delivery.sender == "Lambert Syndic"


def test_an_owner_without_address_gets_no_mail(acacias):
    Owner.objects.filter(code="jean").update(email="")
    with pytest.raises(NoAddress):
        invite("jean")
    assert Invitation.objects.count() == 0


def test_who_has_an_account_is_not_invited(acacias):
    with pytest.raises(AlreadyLinked):
        invite("omar")
    with pytest.raises(AlreadyLinked):
        invite("omar", PAPER)


def test_a_second_invitation_replaces_the_first(acacias):
    invite("jean")
    first = invitation("jean")
    invite("jean")
    first.refresh_from_db()
    assert first.state(timezone.now()) == Invitation.State.REVOKED
    assert invitation("jean") != first
    assert actions(owner("jean"))[-2:] == ["owner.invited", "owner.invited"]


@pytest.mark.parametrize(("channel", "days"), [(EMAIL, 30), (PAPER, 90)])
def test_how_long_a_code_works(acacias, channel, days):
    before = timezone.now()
    invite("jean", channel)
    run_all()
    ends = invitation("jean").expires_at
    assert before + timedelta(days=days) <= ends
    assert ends <= timezone.now() + timedelta(days=days)


# On paper


def test_the_letter_shows_the_code_and_nothing_else_does(acacias):
    Owner.objects.filter(code="jean").update(
        street="Rue Haute 5", postal_code="1000", city="Bruxelles"
    )
    asked = invite("jean", PAPER)
    assert (asked.emails, asked.letters) == (0, 1)
    assert Invitation.objects.count() == 0
    run_all()
    one = invitation("jean")
    file = File.objects.get(pk=one.letter_id)
    words = words_of(read(file))
    code = code_in(words)
    assert found_by(code) == one
    assert file.name == "invitation_jean-moreau.pdf"
    for expected in (
        "Jean Moreau",
        "Rue Haute 5",
        "1000 Bruxelles",
        "Lambert Syndic",
        "koprogo.example/join",
    ):
        assert expected in words
    assert (one.channel, one.email, mail.outbox) == ("paper", "", [])


def test_letters_of_a_job_are_made_in_small_steps(acacias):
    people = [
        buildings.create_owner(last_name=f"Owner {n}", language="de", by=None)
        for n in range(12)
    ]
    asked = services.invite_owners(people, origin=ORIGIN, by=cast.user("sophie"))
    assert (asked.emails, asked.letters) == (0, 12)
    job = Job.objects.get()
    run_all()
    job.refresh_from_db()
    assert (job.done, job.total, job.finished_at is not None) == (12, 12, True)
    assert Invitation.objects.exclude(letter_id=None).count() == 12
    assert File.objects.count() == 12


def test_who_was_invited_meanwhile_gets_no_letter(acacias):
    """The job comes late: the link that he has by now stays good."""
    invite("jean", PAPER)
    invite("jean", EMAIL)
    by_email = invitation("jean")
    run_all()
    assert invitation("jean") == by_email
    assert File.objects.count() == 0


def test_who_joined_meanwhile_gets_no_letter(acacias):
    invite("jean", PAPER)
    Owner.objects.filter(code="jean").update(user=cast.user("zoe"))
    run_all()
    assert Invitation.objects.count() == 0


def test_a_letter_is_erased_when_its_code_is_used(
    acacias, django_capture_on_commit_callbacks
):
    invite("jean", PAPER)
    run_all()
    with django_capture_on_commit_callbacks(execute=True):
        accepted = accept(invitation("jean"))
    assert accepted.letter_id is None
    assert File.objects.count() == 0


def test_a_letter_is_erased_when_its_code_is_withdrawn(acacias):
    invite("jean", PAPER)
    run_all()
    services.revoke_invitation(invitation("jean"), by=None)
    assert (File.objects.count(), Invitation.objects.get().letter_id) == (0, None)


def test_letters_are_erased_when_their_codes_expire(acacias):
    for code in ("jean", "fatima"):
        invite(code, PAPER)
    run_all()
    expired = invitation("jean")
    past = timezone.now() - timedelta(days=91)
    Invitation.objects.filter(pk=expired.pk).update(
        created_at=past, expires_at=past + timedelta(days=90)
    )
    kept = invitation("fatima").letter_id
    assert forget_letters() == 1
    assert list(File.objects.values_list("pk", flat=True)) == [kept]
    expired.refresh_from_db()
    assert expired.letter_id is None
    assert forget_letters() == 0


# Many


def test_all_at_once_by_the_way_that_reaches_each(acacias):
    Owner.objects.filter(code="fatima").update(email="")
    asked = services.invite_owners(
        Owner.objects.all(), origin=ORIGIN, by=cast.user("sophie")
    )
    assert (asked.emails, asked.letters) == (1, 1)
    assert list(delivered()) == ["Jean Moreau <jean@example.org>"]
    assert {one.name: one.channel for one in Invitation.objects.all()} == {
        "Jean Moreau": "email",
        "Fatima El Idrissi": "paper",
    }
    assert actions(acacias)[-1] == "owners.invited"


def test_the_number_of_statements_does_not_depend_on_the_number_of_owners(acacias):
    def cost(number, letter):
        people = [
            buildings.create_owner(
                last_name=f"{letter}{n}", email=f"{letter}{n}@example.org", by=None
            )
            for n in range(number)
        ]
        with counted() as asked:
            services.invite_owners(people, origin=ORIGIN, by=None)
        assert Invitation.objects.filter(name__startswith=letter).count() == number
        return len(asked)

    assert cost(1, "a") == cost(30, "b")


def test_nobody_left_to_invite_is_no_mistake(acacias):
    asked = services.invite_owners([owner("omar")], origin=ORIGIN, by=None)
    assert (asked.emails, asked.letters) == (0, 0)
    assert (Invitation.objects.count(), Job.objects.count()) == (0, 0)


# Again


def test_renewing_by_email_makes_another_code(acacias):
    invite("jean")
    first = invitation("jean")
    services.renew_invitation(first, origin=ORIGIN, by=None)
    assert invitation("jean").code_hash != first.code_hash
    assert len(delivered()) == 1
    with pytest.raises(InvitationClosed):
        services.renew_invitation(first, origin=ORIGIN, by=None)


def test_renewing_on_paper_makes_another_letter(acacias):
    invite("jean", PAPER)
    run_all()
    first = invitation("jean")
    services.renew_invitation(first, origin=ORIGIN, by=None)
    run_all()
    second = invitation("jean")
    assert second.letter_id != first.letter_id
    assert list(File.objects.values_list("pk", flat=True)) == [second.letter_id]


def test_renewing_a_role_keeps_what_it_promises(acacias):
    until = timezone.localdate() + timedelta(days=100)
    first = to_role(until=until)
    services.renew_invitation(first, origin=ORIGIN, by=None)
    second = Invitation.objects.unanswered().get()
    assert (second.role, second.name, second.email, second.role_until) == (
        "auditor",
        "Ada",
        "ada@example.org",
        until,
    )


def test_a_role_that_has_ended_is_not_renewed(acacias):
    first = to_role(until=timezone.localdate() + timedelta(days=1))
    Invitation.objects.filter(pk=first.pk).update(role_until=timezone.localdate())
    with pytest.raises(InvitationClosed):
        services.renew_invitation(first, origin=ORIGIN, by=None)


def test_the_words_reach_everybody_in_his_language(acacias):
    to_role(Role.COUNCIL, language="nl")
    assert link_in(delivered()["Ada <ada@example.org>"]).endswith("?lang=nl")
