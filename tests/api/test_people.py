"""Invitations and consents by a program; a code is never in an answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.models import Firm, Invitation, Owner
from koprogo.notifications.models import Delivery
from tests import cast
from tests.api.conftest import problem, wrong
from tests.buildings.mailbox import CODE_IN_TEXT, invited

ADA = {"role": "occupant", "name": "Ada", "email": "ada@example.org", "language": "nl"}


def results(answer):
    return answer.json()["results"]


# Invitations


def test_somebody_is_invited_to_a_role(program):
    sophie = program("sophie")
    made = sophie.post("invitations/", ADA)
    assert made.status_code == 201
    shown = made.json()
    assert (shown["role"], shown["state"], shown["created_by"]) == (
        "occupant",
        "open",
        "Sophie",
    )
    assert results(sophie.get("invitations/")) == [shown]
    assert sophie.get(f"invitations/{shown['uuid']}/").json() == shown


def test_the_code_is_in_the_mail_only(program, acacias):
    sophie = program("sophie")
    made = sophie.post("invitations/", ADA)
    mail = Delivery.objects.get()
    assert CODE_IN_TEXT.search(mail.body)
    assert "http://testserver/join/" in mail.body
    for answer in (made, sophie.get("invitations/")):
        text = answer.content.decode()
        assert not CODE_IN_TEXT.search(text)
        assert Invitation.objects.get().code_hash not in text


def test_an_auditor_is_invited_for_a_time(program):
    sophie = program("sophie")
    assert list(wrong(sophie.post("invitations/", ADA | {"role": "auditor"}))) == [
        "until"
    ]
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    made = sophie.post("invitations/", ADA | {"role": "auditor", "until": until})
    assert made.json()["role_until"] == until
    assert sophie.post("invitations/", ADA | {"until": None}).status_code == 201


def test_owners_are_invited_at_once(program, acacias):
    Owner.objects.filter(code="fatima").update(email="fatima@example.org")
    Owner.objects.filter(code="jean").update(email="")
    both = Owner.objects.filter(code__in=["fatima", "jean"])
    uuids = [str(owner.uuid) for owner in both]
    sophie = program("sophie")
    asked = sophie.post("invitations/owners/", {"owners": uuids})
    assert (asked.status_code, asked.json()) == (202, {"emails": 1, "letters": 1})
    assert Delivery.objects.get().address == "fatima@example.org"
    omar = str(Owner.objects.get(code="omar").uuid)
    with_account = sophie.post("invitations/owners/", {"owners": [omar]})
    assert list(wrong(with_account)) == ["owners"]


def test_an_invitation_is_withdrawn_or_renewed(program, acacias):
    sophie = program("sophie")
    path = f"invitations/{sophie.post('invitations/', ADA).json()['uuid']}/"
    assert sophie.post(f"{path}renew/").status_code == 202
    assert sophie.get(path).json()["state"] == "revoked"
    assert problem(sophie.post(f"{path}revoke/")) == (409, "invitation-closed")
    [newer] = results(sophie.get("invitations/", state="open"))
    closed = sophie.post(f"invitations/{newer['uuid']}/revoke/").json()
    assert closed["state"] == "revoked"


@pytest.mark.parametrize("state", ["open", "expired", "accepted", "revoked"])
def test_invitations_by_state(program, acacias, state):
    sophie, now = program("sophie"), timezone.now()
    sophie.post("invitations/", ADA)
    changes = {
        "open": {},
        "expired": {"created_at": now - timedelta(2), "expires_at": now},
        "accepted": {"accepted_at": now, "accepted_by": cast.user("zoe")},
        "revoked": {"revoked_at": now},
    }
    Invitation.objects.update(**({"name": "Ada"} | changes[state]))
    found = {
        each: [row["state"] for row in results(sophie.get("invitations/", state=each))]
        for each in changes
    }
    assert found == {each: [] for each in changes} | {state: [state]}
    assert len(results(sophie.get("invitations/", role="occupant"))) == 1
    assert results(sophie.get("invitations/", role="council")) == []


# Consents


def test_a_consent_on_paper_is_recorded_and_taken_back(program, acacias):
    owner = Owner.objects.get(code="jean")
    Owner.objects.update(email="jean@example.org")
    sophie, path = program("sophie"), f"owners/{owner.uuid}/consents/"
    body = {"purpose": "letters", "given_on": "2026-01-05"}
    made = sophie.post(path, body)
    assert (made.status_code, made.json()["source"]) == (201, "paper")
    assert made.json()["text"].startswith("I accept to receive calls for funds")
    assert problem(sophie.post(path, body)) == (409, "consent-stands")
    assert results(sophie.get(path)) == [made.json()]
    end = f"{path}{made.json()['uuid']}/withdraw/"
    assert wrong(sophie.post(end, {"withdrawn_on": "2026-01-04"})) == {
        "withdrawn_on": "It cannot end before it was given."
    }
    ended = sophie.post(end, {"withdrawn_on": "2026-01-06"}).json()
    assert ended["withdrawn_on"] == "2026-01-06"
    again = sophie.post(end, {"withdrawn_on": "2026-01-06"})
    assert problem(again) == (409, "consent-ended")


def test_without_an_address_there_is_no_consent(program, acacias):
    owner = Owner.objects.get(code="jean")
    Owner.objects.update(email="")
    body = {"purpose": "letters", "given_on": "2026-01-05"}
    answer = program("sophie").post(f"owners/{owner.uuid}/consents/", body)
    assert problem(answer) == (409, "no-address")


def test_own_consents(program, acacias):
    Owner.objects.update(email="")
    omar = program("omar")
    made = omar.post("my-consents/", {"purpose": "convocations"})
    assert (made.status_code, made.json()["source"]) == (201, "online")
    assert Owner.objects.get(code="omar").email == "omar@example.org"
    again = omar.post("my-consents/", {"purpose": "convocations"})
    assert problem(again) == (409, "consent-stands")
    assert results(omar.get("my-consents/")) == [made.json()]
    assert results(program("clara").get("my-consents/")) == []
    path = f"my-consents/{made.json()['uuid']}/withdraw/"
    today = timezone.localdate().isoformat()
    assert omar.post(path).json()["withdrawn_on"] == today
    assert problem(omar.post(path)) == (409, "consent-ended")


def test_a_consent_of_somebody_else_is_not_mine(program, acacias):
    theirs = invited()["consent_id"]
    assert program("omar").post(f"my-consents/{theirs}/withdraw/").status_code == 404


def test_who_is_nobody_of_the_register_accepts_nothing(program, acacias):
    Owner.objects.filter(code="omar").update(user=None)
    answer = program("omar").post("my-consents/", {"purpose": "letters"})
    assert problem(answer) == (404, "not-found")


def test_one_owner_is_invited_as_the_syndic_chooses(program, acacias):
    sophie, fatima = program("sophie"), Owner.objects.get(code="fatima")
    path = f"owners/{fatima.uuid}/invitation/"
    asked = sophie.post(path, {"channel": "paper"})
    assert (asked.status_code, asked.json()) == (202, {"emails": 0, "letters": 1})
    Owner.objects.filter(pk=fatima.pk).update(email="")
    assert wrong(sophie.post(path, {"channel": "email"})) == {
        "channel": "The register has no e-mail address of this co-owner."
    }
    omar = Owner.objects.get(code="omar")
    linked = sophie.post(f"owners/{omar.uuid}/invitation/", {"channel": "paper"})
    assert problem(linked) == (404, "not-found")


# What is known of oneself


def test_a_wish_about_ones_data_goes_to_the_syndic(program, acacias):
    wish = {"wish": "correct", "text": "My street is Rue Haute 5."}
    omar = program("omar")
    nobody = omar.post("data-request/", wish)
    assert (problem(nobody), nobody.json()["detail"]) == (
        (409, "no-address"),
        "The syndic has no e-mail address here. Please write to him by post.",
    )
    Firm.objects.update(email="syndic@example.org")
    assert omar.post("data-request/", wish).status_code == 202
    mail = Delivery.objects.get()
    assert (mail.address, mail.reply_to) == ("syndic@example.org", "omar@example.org")
    assert "Correct something that is wrong" in mail.body
    assert list(wrong(omar.post("data-request/", wish | {"wish": "sing"}))) == ["wish"]
