"""The pages on which somebody joins with a code."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from buildings.models import Grant, Invitation, Owner
from koprogo.accounts.models import User
from tests import cast
from tests.buildings.inviting_pages import by_email, on_paper
from tests.buildings.mailbox import code_in, delivered, link_in, words_of
from tests.buildings.pages import inside, refused, said, text, url

PASSWORD = "correct horse battery staple"
# What a browser sends with every form.
TOKEN = {"csrfmiddlewaretoken": "x"}
ENGLISH = {"headers": {"accept-language": "en"}}


def letter_code(client):
    invitation = on_paper(client)
    letter = client.get(url("invitation-letter", invitation.uuid))
    client.logout()
    return code_in(words_of(letter.getvalue()))


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
