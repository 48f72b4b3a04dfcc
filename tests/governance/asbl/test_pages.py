"""An assembly of the ASBL before it meets: its draft, its convening, what is proposed."""

import pytest
from django.urls import reverse

from governance.forms.agenda import ItemForm, Known
from governance.models import Proposal
from tests import cast
from tests.governance.asbl.making import after
from tests.governance.asbl.members import listed as voting
from tests.governance.asbl.members import mails, owner, work
from tests.governance.asbl.pages import (
    convened,
    drafted,
    of_members,
    read,
    send,
    url,
    with_point,
)

pytestmark = pytest.mark.usefixtures("members")


# Before the meeting


@pytest.mark.parametrize("name", ["bo", "mia", "cora"])
def test_the_first_page_of_the_association_is_no_dead_end(sign_in, name):
    person, home = sign_in(name), reverse("buildings:home", args=[cast.ASBL])
    answer = person.get(home)
    assert (answer.status_code, answer.url != home) == (302, True)
    assert person.get(answer.url).status_code == 200


def test_the_menu_holds_only_pages_that_are_there(board):
    nav = read(board, "assemblies").split("<main", 1)[0]
    for label in ("Assemblies", "Decisions", "Documents", "History"):
        assert label in nav, label
    for label in ("Quotes", "Consultations", "Council", "Supply", "Lots", "Co-owners"):
        assert f">{label}" not in nav, label


def test_a_draft_has_no_agenda_of_a_building_and_only_its_own_subjects(board):
    assembly = drafted(board, kind="ordinary")
    assert assembly.items.count() == 0
    page = of_members(read(board, "item-new", assembly.uuid))
    assert "Exclusion of a member" in page
    assert "Discharge of the syndic" not in page
    assert "Works" not in page
    building = url("item-new", assembly.uuid) + "?subject=works"
    assert 'name="subject"' not in board.get(building).content.decode()


def test_a_building_keeps_only_its_subjects():
    known = Known(languages=["fr"], keys=[], budgets={}, day=after(20).date())
    form = ItemForm(
        {"subject": "asbl-ordinary", "title_fr": "A", "motion_fr": "B"}, known=known
    )
    assert form.has_error("subject")


def test_a_point_of_members_has_neither_key_nor_amount_and_may_be_secret(board):
    assembly = drafted(board)
    page = board.get(f"{url('item-new', assembly.uuid)}?subject=asbl-exclusion")
    fields = page.context["form"].fields
    assert "is_secret" in fields
    assert not {"key", "amount", "budget", "candidate"} & set(fields)
    item = with_point(board, assembly, "asbl-exclusion", is_secret="on")
    assert item.is_secret is True


def test_every_page_of_a_draft_speaks_of_members(board):
    assembly = drafted(board)
    item = with_point(board, assembly, "asbl-ordinary")
    for name, *args in (
        ("assemblies",),
        ("assembly-new",),
        ("assembly", assembly.uuid),
        ("assembly-edit", assembly.uuid),
        ("assembly-discard", assembly.uuid),
        ("agenda", assembly.uuid),
        ("item", assembly.uuid, item.uuid),
        ("item-edit", assembly.uuid, item.uuid),
        ("item-remove", assembly.uuid, item.uuid),
        ("item-attach", assembly.uuid, item.uuid),
        ("convocation", assembly.uuid),
        ("convene", assembly.uuid),
        ("proposals",),
        ("proposal-record",),
    ):
        of_members(read(board, name, *args))


def test_the_letter_of_each_can_be_looked_at_before(board):
    assembly = drafted(board)
    with_point(board, assembly, "asbl-ordinary")
    answer = board.get(url("convocation-preview", assembly.uuid, owner("mia").uuid))
    assert answer["Content-Type"] == "application/pdf"


def test_nobody_is_convened_in_haste(board):
    """The Code knows no urgency: there is no field for its reason."""
    assembly = drafted(board, starts_at=f"{after(14):%Y-%m-%dT%H:%M}")
    with_point(board, assembly, "asbl-ordinary")
    page = read(board, "convene", assembly.uuid)
    assert "art. 9:14" in page
    assert "urgency" not in page
    send(board, "convene", assembly.uuid, urgency="Now")
    assembly.refresh_from_db()
    assert assembly.is_convened is False


def test_a_member_sees_no_draft_and_then_his_convocation(sign_in):
    assembly = drafted(sign_in("bo"))
    with_point(sign_in("bo"), assembly, "asbl-ordinary")
    read(sign_in("mia"), "assembly", assembly.uuid, status=404)
    send(sign_in("bo"), "convene", assembly.uuid)
    work()
    mia = sign_in("mia")
    of_members(read(mia, "assembly", assembly.uuid))
    answer = mia.get(url("my-convocation", assembly.uuid))
    assert answer["Content-Type"] == "application/pdf"


def test_it_is_called_off_and_everybody_is_told(board):
    assembly = convened(board)
    of_members(read(board, "convocation", assembly.uuid))
    send(board, "call-off", assembly.uuid, reason="Snow")
    work()
    assembly.refresh_from_db()
    assert len(mails(assembly.cancellation)) == 4
    read(board, "called-off", assembly.cancellation.uuid)


# What members propose


def test_a_member_proposes_and_the_board_puts_it_on_the_agenda(sign_in):
    mia = sign_in("mia")
    of_members(read(mia, "proposal-new"))
    send(mia, "proposal-new", title="A garden", text="For all.")
    proposal = Proposal.objects.get()
    of_members(read(mia, "proposal", proposal.uuid))
    read(sign_in("zoe"), "proposal", proposal.uuid, status=404)
    board = sign_in("bo")
    assembly = drafted(board)
    page = of_members(read(board, "proposal-place", proposal.uuid))
    assert "Ordinary decision" in page
    refused = board.post(
        url("proposal-place", proposal.uuid),
        {"subject": "works", "assembly": assembly.uuid},
    )
    assert refused.status_code == 200
    send(
        board,
        "proposal-place",
        proposal.uuid,
        subject="asbl-ordinary",
        assembly=assembly.uuid,
    )
    assert assembly.items.get().proposal == proposal


def test_who_votes_for_nobody_proposes_nothing(sign_in, monkeypatch):
    voting(monkeypatch, {"Ben Weber": "ben"})
    page = sign_in("mia").post(
        url("proposal-new"), {"title": "A garden", "text": "For all."}
    )
    assert "Only who votes for a member" in page.content.decode()
    assert Proposal.objects.count() == 0
