"""The minutes on the pages: remarks, preview, finishing, signing, verifying."""

import zipfile
from io import BytesIO

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from buildings.models import Owner
from governance.models import Decision, Minutes, Signature
from governance.queries.signing import signers_of
from governance.queries.verification import seals_of
from tests import cast
from tests.accounts.steps import PASSWORD, code_of, with_app, with_passkey
from tests.finance.reminders.pages import inside, text, told
from tests.governance.factories import opened
from tests.governance.minutes import making

SESSION_USER = "account_authentication_methods_user"


def url(name, *args):
    return reverse(f"governance:{name}", args=[cast.ACACIAS, *args])


@pytest.fixture
def assembly(db):
    with inside():
        return making.held()


@pytest.fixture
def minutes(db):
    with inside():
        return making.finished()


def test_the_office_drafts_and_finishes_them(sign_in, assembly):
    page = text(sign_in("omar").get(url("minutes", assembly.uuid)))
    assert "The minutes are not finished yet." in page
    assert "must reach everybody" in page
    sophie = sign_in("sophie")
    notes = url("minutes-notes", assembly.uuid)
    page = sophie.post(notes, {"notes": "The lift was out of order"}, follow=True)
    assert told(page) == ["The remarks are kept."]
    assert "The lift was out of order" in sophie.get(notes).content.decode()
    preview = sophie.get(url("minutes-preview", assembly.uuid))
    assert preview.content.startswith(b"%PDF-")
    assert f"minutes-{assembly.day}-en.pdf" in preview["Content-Disposition"]
    finish = url("minutes-finish", assembly.uuid)
    page = sophie.post(finish, follow=True)
    assert told(page) == [
        "The minutes are made, and the decisions stand in the register."
    ]
    assert told(sophie.post(finish, follow=True)) == [
        "These minutes were finished meanwhile."
    ]
    assert told(sophie.post(notes, {"notes": "x"}, follow=True)) == [
        "These minutes were finished meanwhile."
    ]
    with inside():
        found = Minutes.objects.get()
        assert found.notes == "The lift was out of order"
        document = found.documents.first()
        language, title = document.language, document.get_language_display()
    omar = sign_in("omar")
    page = omar.get(url("minutes", assembly.uuid))
    assert title in text(page)
    document = omar.get(url("minutes-document", assembly.uuid, language))
    assert b"".join(document).startswith(b"%PDF-")


def test_nobody_signs_a_draft(sign_in, assembly):
    omar = sign_in("omar")
    assert omar.get(url("minutes-sign", assembly.uuid)).status_code == 404


def test_a_meeting_that_goes_on_has_none(sign_in, db):
    with inside():
        running = opened()
    assert sign_in("omar").get(url("minutes", running.uuid)).status_code == 404


def confirmed(client, user):
    """A session that a second factor has confirmed."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": 1.0},
        {"method": "mfa", "type": "totp", "at": 2.0},
    ]
    session[SESSION_USER] = str(user.pk)
    session.save()


def factor(user):
    Authenticator.objects.create(user=user, type="totp", data={})


def test_signing_asks_for_a_second_factor(sign_in, minutes):
    clara, user = sign_in("clara"), cast.user("clara")
    sign = url("minutes-sign", minutes.assembly.uuid)
    assert "Signing needs a second factor" in text(clara.get(sign))
    factor(user)
    page = clara.get(sign)
    assert "Confirm it is me" in text(page)
    clara.post(sign, {"language": "fr"})
    with inside():
        assert Signature.objects.count() == 0
    confirmed(clara, user)
    assert "You sign as Clara Élise" in text(clara.get(sign))
    page = clara.post(sign, {"language": "fr"}, follow=True)
    assert told(page) == ["You have signed the minutes."]
    with inside():
        signature = Signature.objects.get()
    assert (signature.role, signature.way, signature.signed_by) == (
        "chair",
        "online",
        user,
    )
    assert "You are not among those" in text(clara.get(sign))
    page = text(clara.get(url("minutes", minutes.assembly.uuid)))
    assert "Online, with two factors" in page
    assert "1 person has signed." in page
    assert f"{making.SECRETARY} (Secretary) must still sign." in page
    assert "1 co-owner who was there at the end can still sign Omar Haddad" in page


def test_only_a_passkey_is_asked_for_at_once(sign_in, minutes):
    """Without a script a recovery code confirms; the password alone does not."""
    clara, user = sign_in("clara"), cast.user("clara")
    code, *_others = with_passkey(user)
    sign = url("minutes-sign", minutes.assembly.uuid)
    way = f"{reverse('mfa_reauthenticate_webauthn')}?next={sign}"
    assert f'href="{way}"' in clara.get(sign).content.decode()
    page = clara.get(way)
    others = {
        str(one["description"]): one["url"]
        for one in page.context["reauthentication_alternatives"]
    }
    typed = {"password": PASSWORD}
    assert clara.post(others["Use your password"], typed).url == sign
    assert "Confirm it is me" in text(clara.get(sign))
    assert clara.post(others["Use a recovery code"], {"code": code}).url == sign
    assert "You sign as Clara Élise" in text(clara.get(sign))
    page = clara.post(sign, {"language": "fr"}, follow=True)
    assert told(page) == ["You have signed the minutes."]


def test_with_an_app_as_well_a_code_is_asked_for(sign_in, minutes):
    clara, user = sign_in("clara"), cast.user("clara")
    with_passkey(user)
    with_app(user)
    sign = url("minutes-sign", minutes.assembly.uuid)
    way = f"{reverse('mfa_reauthenticate')}?next={sign}"
    assert f'href="{way}"' in clara.get(sign).content.decode()
    assert "Use a passkey" in text(clara.get(way))
    assert clara.post(way, {"code": code_of()}).url == sign
    assert "You sign as Clara Élise" in text(clara.get(sign))


def test_two_clicks_on_sign(sign_in, minutes, monkeypatch):
    clara, user = sign_in("clara"), cast.user("clara")
    factor(user)
    confirmed(clara, user)
    sign = url("minutes-sign", minutes.assembly.uuid)
    with inside():
        own = signers_of(minutes)[:1]
    monkeypatch.setattr("governance.views.minutes._own", lambda *_asked: own)
    clara.post(sign, {"language": "fr"})
    page = clara.post(sign, {"language": "fr"}, follow=True)
    assert told(page)[-1] == "This signature is noted already."


def test_a_language_in_which_there_is_none(sign_in, minutes):
    clara, user = sign_in("clara"), cast.user("clara")
    factor(user)
    confirmed(clara, user)
    sign = url("minutes-sign", minutes.assembly.uuid)
    page = clara.post(sign, {"language": "xx"})
    assert "language" in page.context["form"].errors


def test_who_left_before_the_end_does_not_sign(sign_in, minutes):
    page = sign_in(cast.ROLES["auditor"]).get(
        url("minutes-sign", minutes.assembly.uuid)
    )
    assert "You are not among those" in text(page)


def test_a_syndic_who_looks_as_an_owner_does_not_sign(sign_in, minutes):
    with inside():
        clara = Owner.objects.get(code="clara").uuid
    sophie = sign_in("sophie")
    sophie.post(reverse("buildings:see-as", args=[cast.ACACIAS, clara]))
    page = sophie.get(url("minutes", minutes.assembly.uuid)).content.decode()
    assert url("minutes-sign", minutes.assembly.uuid) not in page


def test_the_scan_of_what_was_signed_in_the_room(sign_in, minutes):
    sophie = sign_in("sophie")
    scan = url("minutes-scan", minutes.assembly.uuid)
    page = text(sophie.get(scan))
    assert "Clara Élise (Chair)" in page
    upload = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n%%EOF")
    typed = {"who": ["0", "1"], "language": "fr", "scan": upload}
    page = sophie.post(scan, typed, follow=True)
    assert told(page) == ["The signatures are noted."]
    assert "2 people have signed." in text(page)
    assert "must still sign" not in text(page)
    assert "can still sign Omar Haddad" in text(page)
    with inside():
        signature = Signature.objects.first()
        assert Minutes.objects.get().signed_at is not None
    file = sign_in("omar").get(url("minutes-scan-file", signature.uuid))
    assert b"".join(file).startswith(b"%PDF-")
    sophie = sign_in("sophie")
    missing = sophie.post(scan, {"language": "fr"})
    assert missing.context["form"].errors.keys() == {"who", "scan"}
    with inside():
        making.on_paper(minutes, "owner")
    assert "Everybody who can sign has signed." in text(sophie.get(scan))


def test_the_bureau_stands_before_the_owners(sign_in, minutes):
    """Whoever signed first, and however many the owners are."""
    with inside():
        owner, *_others = making.on_paper(minutes, "owner")
        for number in range(60):
            Signature.objects.create(
                minutes=minutes,
                role="owner",
                name=f"Owner {number}",
                way="paper",
                sha256=owner.sha256,
            )
        making.on_paper(minutes, "secretary")
        making.on_paper(minutes, "chair")
    page = sign_in("sophie").get(url("minutes", minutes.assembly.uuid))
    shown = [(one.role, one.name) for one in page.context["page"]]
    assert [role for role, _name in shown[:3]] == ["chair", "secretary", "owner"]
    assert (len(shown), page.context["page"].paginator.count) == (50, 63)
    assert "63 people have signed." in text(page)


def test_two_clicks_on_a_scan(sign_in, minutes, monkeypatch):
    with inside():
        everybody = signers_of(minutes)
        making.on_paper(minutes, "chair")
    monkeypatch.setattr("governance.views.minutes.unsigned", lambda _of: everybody)
    upload = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n%%EOF")
    typed = {"who": ["0"], "language": "fr", "scan": upload}
    scan = url("minutes-scan", minutes.assembly.uuid)
    assert told(sign_in("sophie").post(scan, typed, follow=True)) == [
        "This signature is noted already."
    ]


def test_the_seals(sign_in, minutes):
    page = text(sign_in("omar").get(url("verification", minutes.assembly.uuid)))
    with inside():
        seals = seals_of(minutes.assembly)
    assert [seal.item.position for seal in seals.points] == [1, 2, 4]
    for digest in (seals.head, seals.latest, *(seal.digest for seal in seals.points)):
        assert digest in page


def test_the_seal_over_secret_ballots(sign_in, db):
    with inside():
        elected = making.elected()
    page = text(sign_in("omar").get(url("verification", elected.uuid)))
    assert "Seal of the secret ballots" in page


def test_the_file_for_the_recount(sign_in, minutes):
    answer = sign_in("omar").get(url("recount", minutes.assembly.uuid))
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["meeting.json", "recount.py", "README.txt"]
        assert b"koprogo-meeting-1" in archive.read("meeting.json")


def test_the_office_is_told_before_it_is_late(sign_in, db):
    with inside():
        making.finished(making.voted(assembly={"starts_at": making.days_ago(25)}))
        making.voted(assembly={"starts_at": making.days_ago(40)})
    page = text(sign_in("sophie").get(reverse("buildings:home", args=[cast.ACACIAS])))
    assert "must be sent by" in page
    assert "should have been sent by" in page
    page = text(sign_in("omar").get(reverse("buildings:home", args=[cast.ACACIAS])))
    assert "should have been sent by" not in page


def test_the_month(sign_in, db):
    month = reverse("finance:month", args=[cast.ACACIAS])
    sophie = sign_in("sophie")
    assert "The minutes of every assembly were sent." in text(sophie.get(month))
    with inside():
        making.finished(making.voted(effect="manual"))
    page = text(sophie.get(month))
    assert "are not sent yet." in page
    assert "1 to carry out, 1 tasks open, 0 of them overdue" in page


def test_the_register_knows_them(sign_in, minutes):
    with inside():
        decided = Decision.objects.get(number=1)
    page = sign_in("omar").get(url("decision", decided.uuid))
    assert url("minutes", minutes.assembly.uuid) in page.content.decode()
    assert timezone.localdate().year == decided.decided_on.year
