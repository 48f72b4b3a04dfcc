"""Proposing a point on the pages, and what the office does with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.models import Owner
from governance.models import Proposal
from tests.finance.reminders.pages import inside, text, told
from tests.governance.assemblies import making
from tests.governance.assemblies.making import url


def errors(page):
    return page.context["form"].errors


@pytest.fixture
def waiting(db):
    with inside():
        return making.proposal()


def test_an_owner_proposes_and_withdraws(sign_in, db):
    with inside():
        making.settle()
    omar = sign_in("omar")
    page = text(omar.get(url("proposals")))
    assert "You have proposed nothing." in page
    new = url("proposal-new")
    assert "proposals arrive by 10/04/" in text(omar.get(new))
    assert sorted(errors(omar.post(new))) == ["text", "title"]
    done = omar.post(new, {"title": "Bikes", "text": "A place."}, follow=True)
    assert told(done) == ["The proposal is received."]
    assert "It is in time for the ordinary assembly of 01/05/" in text(done)
    with inside():
        found = Proposal.objects.get()
        assert (found.received_on, found.owner.code) == (timezone.localdate(), "omar")
    withdraw = url("proposal-withdraw", found.uuid)
    assert "You can propose it again at any time." in text(omar.get(withdraw))
    assert told(omar.post(withdraw, follow=True)) == ["Your proposal is withdrawn."]
    done = omar.post(withdraw, follow=True)
    assert told(done) == [
        "This proposal was withdrawn, answered or put on an agenda meanwhile."
    ]
    assert "Withdraw " not in text(done)


def test_without_a_period_it_says_so(sign_in, waiting):
    page = text(sign_in("omar").get(url("proposal", waiting.uuid)))
    assert "the syndic says for which assembly a proposal is in time" in page


def test_nobody_reads_what_others_propose(sign_in, waiting):
    for name in ("clara", "axel", "anna"):
        client = sign_in(name)
        assert client.get(url("proposal", waiting.uuid)).status_code == 404
        assert "Bikes" not in text(client.get(url("proposals")))


def test_the_office_records_a_letter(sign_in, db):
    sophie = sign_in("sophie")
    assert "Nothing was proposed." in text(sophie.get(url("proposals")))
    page = url("proposal-record")
    today = timezone.localdate()
    values = {
        "owner": "jean",
        "title": "Hedge",
        "text": "Cut it.",
        "received_on": today + timedelta(days=1),
    }
    assert errors(sophie.post(page, values)) == {
        "received_on": ["This day has not come yet."]
    }
    values["received_on"] = today - timedelta(days=30)
    done = text(sophie.post(page, values, follow=True))
    assert "Jean Moreau, received on" in done
    with inside():
        assert Proposal.objects.get().received_on == values["received_on"]


def test_who_sold_meanwhile_proposes_nothing(sign_in, monkeypatch, db):
    monkeypatch.setattr("governance.views.proposals.holding_owners", _everybody)
    values = {"owner": "Ghost", "title": "x", "text": "x"}
    values["received_on"] = timezone.localdate()
    with inside():
        Owner.objects.create(code="ghost", last_name="Ghost")
    page = sign_in("sophie").post(url("proposal-record"), values)
    assert errors(page) == {
        "__all__": ["Only who holds a lot today can propose points for the agenda."]
    }


def _everybody(*, on):
    return Owner.objects.all()


def test_the_office_answers(sign_in, waiting):
    sophie = sign_in("sophie")
    page = url("proposal-answer", waiting.uuid)
    assert "answer only what needs no decision" in text(sophie.get(page))
    assert "answer" in errors(sophie.post(page))
    done = sophie.post(page, {"answer": "Done last week."}, follow=True)
    assert told(done) == ["The proposal is answered."]
    assert "Done last week." in text(done)
    done = sophie.post(page, {"answer": "Again"}, follow=True)
    assert "meanwhile" in told(done)[0]
    assert "Done last week." in text(sign_in("omar").get(url("proposal", waiting.uuid)))


def test_the_office_tells_who_has_no_address(sign_in, db):
    with inside():
        Owner.objects.filter(code="jean").update(email="")
        found = making.proposal(owner="jean")
        making.extraordinary()
        other = making.proposal(owner="jean")
        draft = making.extraordinary()
    sophie = sign_in("sophie")
    sentence = "The register has no e-mail address: tell the co-owner yourself."
    page = url("proposal-answer", found.uuid)
    assert sentence in told(sophie.post(page, {"answer": "x"}, follow=True))
    page = url("proposal-place", other.uuid)
    values = {"assembly": draft.uuid, "subject": "other"}
    assert sentence in told(sophie.post(page, values, follow=True))


def test_the_office_puts_it_on_an_agenda(sign_in, waiting):
    sophie = sign_in("sophie")
    page = url("proposal-place", waiting.uuid)
    assert "No assembly is being prepared" in text(sophie.get(page))
    with inside():
        draft = making.extraordinary()
    assert "Extraordinary assembly, 04/05/" in text(sophie.get(page))
    assert sorted(errors(sophie.post(page))) == ["assembly", "subject"]
    values = {"assembly": draft.uuid, "subject": "works"}
    done = sophie.post(page, values, follow=True)
    assert "Change “Bikes”" in text(done)
    assert "meanwhile" in told(sophie.post(page, values, follow=True))[0]
    shown = text(sophie.get(url("proposal", waiting.uuid)))
    assert "Point 1 of the assembly of 04/05/" in shown
    owners = text(sign_in("omar").get(url("proposal", waiting.uuid)))
    assert "It is on the agenda that is being prepared for 04/05/" in owners
    with inside():
        making.convene(draft)
    owners = text(sign_in("omar").get(url("proposal", waiting.uuid)))
    assert "Point 1 of the assembly of 04/05/" in owners


def test_what_came_too_late_is_taken_up_deliberately(sign_in, db):
    with inside():
        first = timezone.localdate() + timedelta(days=20)
        making.settle(month=first.month, day=first.day)
        draft, late = making.ordinary(first), making.proposal()
    sophie = sign_in("sophie")
    page = url("proposal-place", late.uuid)
    values = {"assembly": draft.uuid, "subject": "other"}
    [refused] = errors(sophie.post(page, values))["deliberately"]
    assert refused.startswith("It came after the last day for this ordinary assembly")
    done = sophie.post(page, values | {"deliberately": "on"}, follow=True)
    assert "Change “Bikes”" in text(done)


def test_the_list_is_narrowed_and_exported(sign_in, waiting):
    with inside():
        making.answer(making.proposal("Rats"))
        making.place(making.proposal("Hedge"), making.extraordinary())
    sophie = sign_in("sophie")
    page = text(sophie.get(url("proposals") + "?state=answered"))
    assert ("Rats" in page, "Bikes" in page) == (True, False)
    page = text(sophie.get(url("proposals") + "?state=withdrawn"))
    assert "There is no such proposal." in page
    rows = sophie.get(url("proposals-table", "csv")).content.decode().splitlines()
    assert [row.split(";")[2] for row in rows[1:]] == ["Hedge", "Rats", "Bikes"]
    rows = sophie.get(url("proposals-table", "csv") + "?state=answered")
    assert len(rows.content.decode().splitlines()) == 2
