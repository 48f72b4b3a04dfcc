"""The pages on which a syndic invites."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from django.core import mail
from django.utils import timezone

from buildings import services as buildings
from buildings.models import Invitation, Owner
from koprogo.jobs.services import run_all
from tests import cast
from tests.buildings import pages
from tests.buildings.inviting_pages import by_email, on_paper, without_address
from tests.buildings.mailbox import code_in, delivered, words_of
from tests.buildings.pages import inside, refused, said, statements, text, url

# What a browser sends with every form.
TOKEN = {"csrfmiddlewaretoken": "x"}


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
    assert code_in(words_of(answer.getvalue()))
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
    with ZipFile(BytesIO(answer.getvalue())) as archive:
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
