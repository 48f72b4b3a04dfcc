"""The pages on which a syndic invites, and those on which somebody joins."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from buildings import services as buildings
from buildings.models import Grant, Invitation, Owner
from koprogo.accounts.models import User
from koprogo.jobs.services import run_all
from tests import cast
from tests.buildings import pages
from tests.buildings.mailbox import code_in, delivered, link_in, words_of
from tests.buildings.pages import inside, refused, said, statements, text, url

PASSWORD = "correct horse battery staple"
# What a browser sends with every form.
TOKEN = {"csrfmiddlewaretoken": "x"}
ENGLISH = {"headers": {"accept-language": "en"}}


@pytest.fixture(autouse=True)
def no_guesses():
    cache.clear()


def without_address(code="fatima"):
    with inside():
        Owner.objects.filter(code=code).update(email="")


def on_paper(client, code="fatima"):
    """Invite this owner by letter; return the invitation."""
    without_address(code)
    one = pages.owner(code)
    client.post(url("owner-invite", one.uuid), {"channel": "paper"})
    run_all()
    return Invitation.objects.unanswered().get(owner_id=one.pk)


def by_email(client, code="jean"):
    """Invite this owner by e-mail; return the path of the link in it."""
    one = pages.owner(code)
    client.post(url("owner-invite", one.uuid), {"channel": "email"})
    mail.outbox.clear()
    [message] = delivered().values()
    return link_in(message)


# Inviting


def test_nobody_is_invited_yet(sign_in):
    page = sign_in("sophie").get(url("invitations"))
    assert "Nobody has been invited yet." in text(page)


def test_everybody_without_an_account_is_chosen(sign_in):
    without_address()
    page = sign_in("sophie").get(url("invitations-owners"))
    html = text(page)
    assert [str(owner) for owner in page.context["owners"]] == [
        "Fatima El Idrissi",
        "Jean Moreau",
    ]
    assert html.count("checked>") == 2
    assert "jean@example.org" in html
    assert "Omar" not in html


def test_many_are_invited_after_a_look_at_the_numbers(sign_in):
    client = sign_in("sophie")
    without_address()
    chosen = {"owners": [str(pages.owner(code).uuid) for code in ("jean", "fatima")]}
    look = client.post(url("invitations-owners"), chosen)
    assert "1 e-mail with a link leaves now." in text(look)
    assert "1 letter with a code is made" in text(look)
    assert (Invitation.objects.count(), mail.outbox) == (0, [])
    done = client.post(
        url("invitations-owners"), chosen | {"confirmed": 1}, follow=True
    )
    assert said(done) == ["1 e-mail is on its way. 1 letter is being made."]
    assert "The work has begun." in text(done) or "0 of 1 are done." in text(done)
    run_all()
    page = client.get(url("invitations"))
    assert [(str(one), state.value) for one, state, _level in page.context["rows"]] == [
        ("Fatima El Idrissi", "open"),
        ("Jean Moreau", "open"),
    ]
    again = client.get(url("invitations-owners"))
    assert text(again).count("checked>") == 0


def test_nobody_chosen_is_said_at_the_list(sign_in):
    page = sign_in("sophie").post(url("invitations-owners"), {"owners": []} | TOKEN)
    assert refused(page) == {"owners": ["Choose at least one co-owner."]}


def test_who_has_an_account_is_not_in_the_list(sign_in):
    client = sign_in("sophie")
    page = client.post(
        url("invitations-owners"), {"owners": [pages.owner("omar").uuid]}
    )
    assert list(refused(page)) == ["owners"]
    assert client.get(url("owner-invite", pages.owner("omar").uuid)).status_code == 404


def test_an_address_is_needed_for_a_mail(sign_in):
    client = sign_in("sophie")
    without_address("jean")
    page = client.post(
        url("owner-invite", pages.owner("jean").uuid), {"channel": "email"}
    )
    assert refused(page) == {
        "channel": ["The register has no e-mail address of this co-owner."]
    }


def test_an_auditor_needs_an_end(sign_in):
    client = sign_in("sophie")
    fields = {"name": "Ada", "email": "ada@example.org", "language": "nl"}
    without = client.post(url("invitation-new"), fields | {"role": "auditor"})
    assert list(refused(without)) == ["until"]
    past = fields | {"role": "auditor", "until": timezone.localdate().isoformat()}
    assert refused(client.post(url("invitation-new"), past)) == {
        "until": ["The end must lie in the future."]
    }
    role = client.post(url("invitation-new"), fields | {"role": "co_owner"})
    assert list(refused(role)) == ["role"]
    done = client.post(url("invitation-new"), fields | {"role": "council"}, follow=True)
    assert said(done) == ["The invitation is on its way."]
    assert list(delivered()) == ["Ada <ada@example.org>"]


def test_a_letter_is_read_while_its_code_is_open(sign_in):
    client = sign_in("sophie")
    invitation = on_paper(client)
    address = url("invitation-letter", invitation.uuid)
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert code_in(words_of(answer.content))
    Invitation.objects.filter(pk=invitation.pk).update(
        created_at=timezone.now() - timedelta(days=90), expires_at=timezone.now()
    )
    assert client.get(address).status_code == 404


def test_a_letter_of_another_building_is_not_there(sign_in):
    invitation = on_paper(sign_in("sophie"))
    stijn = sign_in("stijn")
    for name in ("invitation-letter", "invitation-revoke", "invitation-renew"):
        address = url(name, invitation.uuid, slug=cast.BELLEVUE)
        answer = stijn.post(address) if name.endswith("renew") else stijn.get(address)
        assert answer.status_code == 404
    page = stijn.get(url("invitations", slug=cast.BELLEVUE))
    assert page.context["rows"] == []


def test_all_letters_come_in_one_zip(sign_in):
    client = sign_in("sophie")
    for code in ("fatima", "jean"):
        on_paper(client, code)
    answer = client.get(url("invitation-letters"))
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == [
            "0001_invitation_fatima-el-idrissi.pdf",
            "0002_invitation_jean-moreau.pdf",
        ]
        codes = {code_in(words_of(archive.read(name))) for name in archive.namelist()}
    assert len(codes) == 2


def test_withdrawing_and_renewing(sign_in):
    client = sign_in("sophie")
    first = on_paper(client)
    done = client.post(url("invitation-renew", first.uuid), follow=True)
    assert said(done)[-1:] == ["A new code is on its way; the old one is void."]
    run_all()
    assert client.post(url("invitation-renew", first.uuid)).status_code == 404
    second = Invitation.objects.unanswered().get()
    assert "opens nothing any more" in text(
        client.get(url("invitation-revoke", second.uuid))
    )
    done = client.post(url("invitation-revoke", second.uuid), follow=True)
    assert said(done) == ["The invitation is withdrawn."]
    assert Invitation.objects.unanswered().count() == 0


def test_what_cannot_be_renewed_is_said(sign_in):
    client = sign_in("sophie")
    on_paper(client, "fatima")
    by_email(client, "jean")
    fatima = Invitation.objects.get(channel="paper")
    jean = Invitation.objects.get(channel="email")
    with inside():
        Owner.objects.filter(code="fatima").update(user=cast.user("zoe"))
    without_address("jean")
    done = client.post(url("invitation-renew", fatima.uuid), follow=True)
    assert said(done)[-1:] == ["This co-owner has an account by now."]
    done = client.post(url("invitation-renew", jean.uuid), follow=True)
    assert said(done) == ["The register has no e-mail address of this co-owner."]


def test_an_ended_role_cannot_be_renewed(sign_in):
    client = sign_in("sophie")
    fields = {"name": "Ada", "email": "ada@example.org", "language": "nl"}
    tomorrow = timezone.localdate() + timedelta(days=1)
    client.post(
        url("invitation-new"), fields | {"role": "auditor", "until": str(tomorrow)}
    )
    Invitation.objects.update(role_until=timezone.localdate())
    address = url("invitation-renew", Invitation.objects.get().uuid)
    assert said(client.post(address, follow=True))[-1:] == [
        "This role has ended: invite again with another date."
    ]


def test_everybody_chosen_joined_meanwhile(sign_in):
    client = sign_in("sophie")
    chosen = {"owners": [str(pages.owner("jean").uuid)], "confirmed": 1}
    page = client.get(url("invitations-owners"))
    assert page.status_code == 200
    with inside():
        Owner.objects.filter(code="jean").update(user=cast.user("zoe"))
    assert list(refused(client.post(url("invitations-owners"), chosen))) == ["owners"]


def test_lists_cost_the_same_for_one_and_three(sign_in):
    client = sign_in("sophie")
    by_email(client, "jean")
    first = [statements(client, url(n)) for n in ("invitations", "invitations-owners")]
    pages.add_many(3)
    with inside():
        buildings.update_owner(pages.owner("fatima"), email="f@example.org", by=None)
    by_email(client, "fatima")
    on_paper(client, "jean")
    many = [statements(client, url(n)) for n in ("invitations", "invitations-owners")]
    assert many == first
    assert max(first) <= 12


# Joining


def letter_code(client):
    invitation = on_paper(client)
    letter = client.get(url("invitation-letter", invitation.uuid))
    client.logout()
    return code_in(words_of(letter.content))


def test_a_stranger_types_his_code(sign_in):
    client = sign_in("sophie")
    code = letter_code(client)
    typed = code.lower().replace("-", " ")
    page = client.post("/join/", {"code": typed}, follow=True, **ENGLISH)
    assert page.redirect_chain == [(f"/join/{code}/?lang=en", 302)]
    html = text(page)
    for expected in ("Les Acacias", "Fatima El Idrissi", "Co-owner", "Sophie, Lambert"):
        assert expected in html
    assert f"/account/login/?next=%2Fjoin%2F{code}%2F&amp;lang=en" in html


def test_a_slip_of_the_pen_is_said_at_the_field(client, db):
    page = client.post("/join/", {"code": "2345-6789"})
    assert list(refused(page)) == ["code"]
    assert list(refused(client.post("/join/", TOKEN))) == ["code"]


def closed(client, path):
    page = client.get(path)
    assert page.status_code == 404
    return text(page)


def test_wrong_used_withdrawn_and_expired_codes_look_the_same(sign_in):
    client = sign_in("sophie")
    codes = {}
    for state in ("accepted_at", "revoked_at", "expires_at"):
        codes[state] = by_email(client, "jean").partition("?")[0]
        now = timezone.now()
        fields = {state: now}
        if state == "accepted_at":
            fields["accepted_by"] = cast.user("zoe")
        if state == "expires_at":
            fields["created_at"] = now - timedelta(days=30)
        Invitation.objects.unanswered().update(**fields)
    client.logout()
    answers = {closed(client, path) for path in codes.values()}
    answers |= {
        closed(client, "/join/2345-6789-ABCD-EFGH/"),
        closed(client, "/join/nonsense/"),
    }
    assert len({without_token(answer) for answer in answers}) == 1


def without_token(html):
    return html.split('name="csrfmiddlewaretoken"')[0]


def test_guessing_is_paused(client, db):
    for _ in range(10):
        assert client.get("/join/2345-6789-ABCD-EFGH/").status_code == 404
    assert client.get("/join/2345-6789-ABCD-EFGH/").status_code == 429
    assert client.get("/join/").status_code == 200


def test_a_good_code_is_never_counted(sign_in):
    path = by_email(sign_in("sophie"))
    for _ in range(12):
        assert sign_in("zoe").get(path).status_code == 200


def test_who_is_signed_in_accepts_under_his_name(sign_in):
    path = by_email(sign_in("sophie"))
    zoe = sign_in("zoe")
    assert "Accept as Zoe" in text(zoe.get(path))
    assert Grant.objects.filter(user=cast.user("zoe")).count() == 0
    done = zoe.post(path, follow=True)
    assert done.redirect_chain[0] == (url("home"), 302)
    assert said(done) == ["Welcome to Les Acacias."]
    assert zoe.get(path).status_code == 404
    assert zoe.get(url("lots")).status_code == 200


def test_another_owner_keeps_his_account(sign_in):
    path = by_email(sign_in("sophie"))
    done = sign_in("omar").post(path, follow=True)
    assert "belongs to another co-owner" in said(done)[0]
    with inside():
        assert Owner.objects.get(code="jean").user is None


def test_a_linked_owner_is_told_so(sign_in):
    path = by_email(sign_in("sophie"))
    with inside():
        Owner.objects.filter(code="jean").update(user=cast.user("felix"))
    done = sign_in("zoe").post(path, follow=True)
    assert "Somebody signs in as this co-owner already" in said(done)[0]


def test_a_role_twice_is_told(sign_in):
    client = sign_in("sophie")
    fields = {"name": "Otto", "email": "otto@example.org", "language": "en"}
    client.post(url("invitation-new"), fields | {"role": "occupant"})
    [message] = delivered().values()
    done = sign_in("otto").post(link_in(message), follow=True)
    assert said(done) == ["Your account has this role already: the code is still good."]


def sign_up(client, path, email):
    """Open an account from the page of a code; return the answer and its fields."""
    to_form = client.post(path)
    assert to_form.status_code == 302
    form = client.get(to_form.url)
    shown = form.context["form"]["email"].value()
    fields = {
        "name": "Jean Moreau",
        "email": email,
        "password1": PASSWORD,
        "password2": PASSWORD,
        "next": path.partition("?")[0],
    }
    return shown, client.post(to_form.url, fields)


def test_the_invited_address_needs_no_second_proof(sign_in):
    client = sign_in("sophie")
    path = by_email(client)
    client.logout()
    mail.outbox.clear()
    shown, answer = sign_up(client, path, "jean@example.org")
    assert shown == "jean@example.org"
    assert (answer.status_code, answer.url) == (302, path.partition("?")[0])
    done = client.post(answer.url, follow=True)
    assert said(done)[-1] == "Bienvenue dans l’espace Les Acacias."
    jean = User.objects.get(email="jean@example.org")
    assert (jean.name, jean.emailaddress_set.get().verified) == ("Jean Moreau", True)
    with inside():
        assert Owner.objects.get(code="jean").user == jean


def test_another_address_must_be_confirmed(sign_in):
    client = sign_in("sophie")
    path = by_email(client)
    client.logout()
    mail.outbox.clear()
    _shown, answer = sign_up(client, path, "private@example.org")
    assert answer.url.startswith("/account/confirm-email/")
    jean = User.objects.get(email="private@example.org")
    addresses = jean.emailaddress_set.values_list("email", "verified")
    assert list(addresses) == [("private@example.org", False)]
    assert client.get("/profile/").status_code == 302


def test_a_letter_proves_no_address(sign_in):
    client = sign_in("sophie")
    path = f"/join/{letter_code(client)}/"
    mail.outbox.clear()
    shown, answer = sign_up(client, path, "fatima@example.org")
    assert shown is None
    assert answer.url.startswith("/account/confirm-email/")


def test_an_address_proved_for_another_code_is_forgotten(sign_in):
    """On one device: a link by e-mail first, then the letter of a neighbour."""
    client = sign_in("sophie")
    path = by_email(client)
    code = letter_code(client)
    client.post(path)
    shown, answer = sign_up(client, f"/join/{code}/", "jean@example.org")
    assert shown is None
    assert answer.url.startswith("/account/confirm-email/")


def test_an_account_alone_opens_no_building(sign_in):
    zoe = sign_in("zoe")
    page = zoe.get("/buildings/")
    assert "no building is linked to your account yet" in text(page)
    assert 'href="/join/"' in text(page)
    assert zoe.get(url("home")).status_code == 404
