"""Among thousands people are searched for and named, and lists come in pages."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from buildings.models import Owner
from governance.models import Proposal, Proxy, SecretVoter, Signature
from governance.queries.meeting import meeting_of
from governance.services import meeting as services
from governance.services.convocations import convene
from governance.services.minutes import draft_minutes, finish_minutes
from tests.documents.files import picture
from tests.governance.asbl.making import inside, prepared
from tests.governance.asbl.many import SUBJECTS, begun, voting
from tests.governance.asbl.pages import read, send, url
from tests.transparency.members import crowd

# Somebody is found


def test_the_convocations_to_come_are_searched(board):
    with inside():
        crowd(120, since=date(2024, 1, 1))
        draft = prepared(*SUBJECTS)
        address = url("convocation", draft.uuid)
        page = board.get(address, {"page": "3"}).content.decode()
        assert page.count("convocation/preview/") == 20
        page = board.get(address, {"q": "crowd 7 voter"}).content.decode()
        assert "Voter 7<" in page
        assert "Voter 8<" not in page
        assert "Nobody fits" in board.get(address, {"q": "zzz"}).content.decode()


def test_the_attendance_list_stays_where_it_is(board):
    with inside():
        found = begun(120)
        address = url("meeting-attendance", found.assembly.uuid)
        page = board.get(address).content.decode()
        assert page.count('name="person"') == 50
        there = f"{address}?q=crowd&page=2"
        answer = board.post(
            there, {"client_id": str(uuid4()), "room": found.persons[70]}
        )
        assert answer.url == there
        assert set(meeting_of(found.assembly).present) == {found.persons[70]}


def test_the_bureau_is_named(board):
    with inside():
        found = begun(60, here=2)
        where = ("meeting-bureau", found.assembly.uuid)
        for chair, refused in (
            ("Voter 40", "No member who is here is called so."),
            ("", "This field is required"),
        ):
            answer = board.post(url(*where), {"chair": chair, "secretary": "Bo"})
            assert refused in answer.content.decode()
        send(board, *where, chair="1 voter", secretary="Bo")
        assert meeting_of(found.assembly).bureau.chair == found.persons[1]
        assert 'value="Voter 1"' in read(board, *where)


def test_two_of_one_name_are_told_apart(board):
    with inside():
        found = begun(60, here=3)
        Owner.objects.filter(uuid__in=found.persons[:2]).update(last_name="Twin")
        where = ("meeting-bureau", found.assembly.uuid)
        answer = board.post(url(*where), {"chair": "Twin", "secretary": "Bo"})
        assert "write the e-mail address" in answer.content.decode()
        send(board, *where, chair="VOTER1@example.org", secretary="Bo")
        assert meeting_of(found.assembly).bureau.chair == found.persons[1]


def test_a_remark_and_a_conflict_name_a_member(board):
    with inside():
        found = voting(60, here=3)
        remark = ("meeting-remark", found.assembly.uuid)
        answer = board.post(url(*remark), {"person": "Voter 9", "text": "No"})
        assert "No member who is here is called so." in answer.content.decode()
        send(board, *remark, person="Voter 2", text="I object")
        send(board, *remark, person="", text="The meeting applauds")
        conflict = ("meeting-item-conflict", *found.where)
        answer = board.post(url(*conflict), {"head": "Nobody", "reason": "Works"})
        assert "No member is called so." in answer.content.decode()
        send(board, *conflict, head="crowd 2", reason="Works for it")
        meeting = meeting_of(found.assembly)
        assert str(found.rows[2].uuid) in meeting.powers(str(found.item.uuid)).barred
        bodies = [each.body for each in found.assembly.events.order_by("number")]
        assert [one["person"] for one in bodies if "text" in one] == [
            found.persons[2],
            None,
        ]


# Votes are noted


def test_ballots_are_marked_page_by_page(board):
    with inside():
        found = voting(120, here=120)
        item = str(found.item.uuid)
        address = url("meeting-item", *found.where)
        page = board.get(address, {"page": "2"}).content.decode()
        assert page.count("<fieldset>") == 50
        assert "counted for this page alone" in page
        head = str(found.rows[99].uuid)
        said = {f"head_{head}": "against", f"was_{head}": "none"}
        votes = url("meeting-item-votes", *found.where)
        answer = board.post(
            f"{votes}?page=2", {"client_id": str(uuid4()), "marked": "1", **said}
        )
        assert answer.url == f"{address}?page=2"
        send(
            board,
            "meeting-item-votes",
            *found.where,
            client_id=str(uuid4()),
            others="for",
        )
        services.close_item(found.item, by=None)
        tally = meeting_of(found.assembly).result(item).tally
        assert (tally.votes_for, tally.votes_against) == (119, 1)


def test_somebody_is_searched_among_those_who_vote(board):
    with inside():
        found = voting(120, here=120)
        address = url("meeting-item", *found.where)
        page = board.get(address, {"q": "crowd 77"}).content.decode()
        assert page.count("<fieldset>") == 1
        assert "Nobody fits" in board.get(address, {"q": "zzz"}).content.decode()


def slips(**said):
    choices = ("for", "against", "abstain", "blank")
    return {f"slips_1_{choice}": str(said.get(choice, 0)) for choice in choices}


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"heads": "crowd 1\nsomebody"}, "somebody: No member is called so."),
        ({"heads": ""}, "Name who put a slip into the box"),
        ({"heads": "crowd 1", "everybody": "on"}, "Name who put a slip into the box"),
        ({"heads": "crowd 100"}, "crowd 100: No member is called so."),
    ],
)
def test_who_cannot_have_put_a_slip_into_the_box(board, said, refused):
    with inside():
        found = voting(110, here=60, position=2)
        where = url("meeting-item-box", *found.where)
        page = board.post(where, said | slips()).content.decode()
        assert refused in page
        assert not SecretVoter.objects.exists()


def test_the_box_is_counted_for_those_who_are_named_and_for_everybody(board):
    with inside():
        found = voting(60, here=55, position=2)
        where = ("meeting-item-box", *found.where)
        named = "crowd 1\n\nVoter 2\nvoter3@example.org\ncrowd 1"
        send(board, *where, heads=named, **slips(**{"for": 2, "against": 1}))
        voted = set(map(str, SecretVoter.objects.values_list("head", flat=True)))
        assert voted == {str(found.rows[number].uuid) for number in (1, 2, 3)}
        send(board, *where, everybody="on", heads="", **slips(**{"for": 52}))
        assert SecretVoter.objects.count() == 55


# What arrives on paper


def test_a_proxy_on_paper_names_the_member_and_its_holder(board):
    with inside():
        found = begun(60)
        where = ("proxy-record", found.assembly.uuid)
        said = {"holder_name": "Voter 5", "signed_on": f"{timezone.localdate()}"}
        answer = board.post(url(*where), said | {"holding": "Crowd 99"})
        assert "No member is called so." in answer.content.decode()
        send(board, *where, **said, holding="voter4@example.org")
        proxy = Proxy.objects.get()
        assert (proxy.head, proxy.holder_owner) == (
            found.rows[4].uuid,
            found.rows[5].voter,
        )


def test_who_votes_for_two_is_not_taken_for_one_of_them(board):
    with inside():
        rows = crowd(60, since=date(2024, 1, 1))
        rows[1].voter = rows[2].voter
        rows[1].save(update_fields=["voter"])
        assembly = convene(prepared(*SUBJECTS), by=None)
        said = {"holder_name": "Voter 5", "signed_on": f"{timezone.localdate()}"}
        where = ("proxy-record", assembly.uuid)
        answer = board.post(url(*where), said | {"holding": "Voter 2"})
        assert "write the name of the member" in answer.content.decode()
        send(board, *where, **said, holding="crowd 1")
        assert Proxy.objects.get().head == rows[1].uuid


def test_the_proxies_come_in_pages(board):
    with inside():
        found = begun(120)
        Proxy.objects.bulk_create(
            Proxy(
                assembly=found.assembly,
                head=row.uuid,
                head_name=row.name,
                holder=found.rows[0].voter.uuid,
                holder_name="Voter 0",
                source=Proxy.Source.PAPER,
                signed_on=timezone.localdate(),
            )
            for row in found.rows[1:61]
        )
        address = url("proxies", found.assembly.uuid)
        for number, shown in (("1", 50), ("2", 10)):
            page = board.get(address, {"page": number}).content.decode()
            assert page.count("row-title") == shown


def test_a_letter_of_a_member_is_recorded_by_name(board):
    with inside():
        rows = crowd(60, since=date(2024, 1, 1))
        said = {
            "received_on": f"{timezone.localdate()}",
            "title": "Bikes",
            "text": "Please",
        }
        answer = board.post(url("proposal-record"), said | {"owner": "Nobody"})
        assert "No member who votes is called so." in answer.content.decode()
        send(board, "proposal-record", **said, owner="Voter 33")
        assert Proposal.objects.get().owner == rows[33].voter


def test_members_who_signed_on_paper_are_named(board):
    with inside():
        found = voting(60, here=55)
        services.close_item(found.item, by=None)
        services.close_meeting(found.assembly, by=None)
        found.assembly.refresh_from_db()
        finish_minutes(draft_minutes(found.assembly, by=None), by=None)
        where = ("minutes-scan", found.assembly.uuid)
        page = read(board, *where)
        assert page.count('type="checkbox"') == 2
        scan = SimpleUploadedFile("signed.png", picture(), "image/png")
        answer = board.post(url(*where), {"language": "fr", "scan": scan})
        assert "Say who signed it." in answer.content.decode()
        scan.seek(0)
        send(
            board,
            *where,
            who=["0"],
            members="Voter 7\nvoter 8",
            language="fr",
            scan=scan,
        )
        assert set(Signature.objects.values_list("role", "name")) == {
            ("chair", "Voter 0"),
            ("owner", "Voter 7"),
            ("owner", "Voter 8"),
        }
