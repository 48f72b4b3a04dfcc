"""The verbs of a meeting: what each adds to the log, and what it refuses."""

from uuid import uuid4

import pytest

from governance.errors.meeting import NoRoll, NotFromAfar, NothingChosen
from governance.queries.meeting import meeting_of
from governance.services import meeting as services
from governance.services.typing_in import all_for_except, type_in
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    REMOTE,
    arrive,
    convened,
    draft,
    head,
    leave,
    line,
    open_item,
    opened,
    point,
    proxy,
    vote,
    voter,
    with_roll,
)
from tests.governance.holding.log import counted, history, last, log, refusal

# Who is there


def test_from_afar_only_where_the_convocation_provides_for_it(acacias):
    assembly = with_roll()
    with pytest.raises(NotFromAfar):
        services.arrive(assembly, voter(OMAR), way="remote", by=None)
    assert log(assembly) == []


def test_who_comes_leaves_and_returns(acacias):
    assembly, omar = with_roll(**REMOTE), voter(OMAR)
    services.arrive(assembly, omar, way="remote", by=None)
    services.leave(assembly, omar, by=None)
    services.return_(assembly, omar, by=None)
    assert log(assembly) == [
        ("arrived", {"person": omar, "way": "remote"}),
        ("left", {"person": omar}),
        ("returned", {"person": omar}),
    ]
    assert meeting_of(assembly).present == {omar: "remote"}


def test_several_come_at_once_and_those_who_cannot_are_named(acacias):
    assembly = with_roll()
    arrive(assembly, CLARA)
    persons = [voter(OMAR), voter(CLARA), voter(OMAR), "stranger"]
    refused = services.arrive_together(assembly, persons, by=None)
    assert [(person, error.code) for person, error in refused] == [
        (voter(CLARA), "already-present"),
        ("stranger", "unknown-person"),
    ]
    assert list(meeting_of(assembly).present) == [voter(CLARA), voter(OMAR)]


def test_several_leave_and_return_at_once(acacias):
    assembly, both = opened(), [voter(OMAR), voter(CLARA)]
    assert services.leave_together(assembly, both, by=None) == []
    assert list(meeting_of(assembly).present) == [voter(JEAN)]
    assert services.return_together(assembly, both, by=None) == []
    assert len(meeting_of(assembly).present) == 3


def test_a_tap_for_several_counts_once(acacias):
    assembly, both, tap = with_roll(), [voter(OMAR), voter(CLARA)], uuid4()
    for _ in range(2):
        refused = services.arrive_together(assembly, both, by=None, client_id=tap)
        assert refused == []
    assert len(log(assembly)) == 2


@pytest.mark.parametrize(
    "act",
    [
        services.arrive_together,
        services.leave_together,
        services.return_together,
        lambda assembly, _persons, by: services.open_meeting(assembly, by=by),
    ],
)
def test_without_a_list_nobody_comes(acacias, act):
    with pytest.raises(NoRoll):
        act(convened(), ["anybody"], by=None)


# The course of the meeting


def test_the_chair_is_a_co_owner_who_is_here(acacias):
    assembly = with_roll()
    names = {"chair": voter(OMAR), "secretary": "Sophie"}
    assert refusal(services.name_bureau, assembly, **names) == "not-present"
    arrive(assembly, OMAR)
    services.name_bureau(assembly, **names, by=None)
    assert last(assembly) == ("bureau", names)


def test_the_meeting_is_opened_once_and_the_assembly_knows_when(acacias):
    assembly, tap = with_roll(), uuid4()
    for code in (OMAR, CLARA):
        arrive(assembly, code)
    first = services.open_meeting(assembly, by=None, client_id=tap)
    again = services.open_meeting(assembly, by=None, client_id=tap)
    assembly.refresh_from_db()
    assert (first, assembly.opened_at) == (again, first.at)
    assert (last(assembly), history("assembly.opened")) == (
        ("opened", {"session": 1}),
        1,
    )
    assert refusal(services.open_meeting, assembly) == "already-open"


def test_a_second_session_is_opened_as_one(acacias):
    first = with_roll()
    services.open_meeting(first, by=None)
    services.adjourn(first, by=None)
    second = with_roll(session=2, after=first)
    services.open_meeting(second, by=None)
    assert last(second) == ("opened", {"session": 2})
    assert meeting_of(second).opening.may_decide


def test_a_meeting_without_a_quorum_is_adjourned_and_not_closed(acacias):
    assembly = with_roll()
    arrive(assembly, OMAR)
    services.open_meeting(assembly, by=None)
    assert refusal(services.close_meeting, assembly) == "no-quorum"
    event = services.adjourn(assembly, by=None)
    assembly.refresh_from_db()
    assert (assembly.adjourned_at, assembly.closed_at) == (event.at, None)
    assert history("assembly.adjourned") == 1


def test_a_meeting_with_a_quorum_is_closed_and_not_adjourned(acacias):
    assembly = opened()
    assert refusal(services.adjourn, assembly) == "has-quorum"
    services.close_meeting(assembly, by=None)
    assembly.refresh_from_db()
    assert (assembly.adjourned_at, assembly.closed_at is None) == (None, False)
    assert history("assembly.closed") == 1
    assert refusal(services.add_remark, assembly, text="Late") == "already-closed"


def test_a_meeting_is_not_closed_while_a_point_is_open(acacias):
    assembly = opened()
    services.open_item(assembly.items.get(), by=None)
    assert refusal(services.close_meeting, assembly) == "another-open"
    assembly.refresh_from_db()
    assert assembly.closed_at is None


def test_remarks_are_kept_for_a_point_and_for_the_meeting(acacias):
    assembly = opened()
    item = assembly.items.get()
    services.add_remark(assembly, text="Cold here", by=None)
    services.add_remark(assembly, text="No", item=item, person=voter(OMAR), by=None)
    assert [
        (one.item, one.person, one.text) for one in meeting_of(assembly).remarks
    ] == [
        (None, None, "Cold here"),
        (str(item.uuid), voter(OMAR), "No"),
    ]


# The points


def test_a_point_from_its_opening_to_its_end(acacias):
    assembly = opened()
    item = assembly.items.get()
    assert refusal(services.close_item, item) == "item-not-open"
    services.amend(item, text={"en": "Paint it green"}, reason="Taste", by=None)
    services.postpone_item(item, reason="Later", by=None)
    services.open_item(item, by=None)
    assert refusal(services.open_item, item) == "another-open"
    vote(item, A="against", B="for", C="for")
    services.close_item(item, by=None)
    services.reopen_item(item, reason="A mistake", by=None)
    services.declare_conflict(item, reason="Painter", head=head(OMAR), by=None)
    services.close_item(item, by=None)
    progress = meeting_of(assembly).item(str(item.uuid))
    assert progress.amendments[0].text == {"en": "Paint it green"}
    assert [note.reason for note in progress.reopenings] == ["A mistake"]
    assert (progress.postponed.reason, progress.conflicts[0].barred) == (
        "Later",
        head(OMAR),
    )
    tally = meeting_of(assembly).result(str(item.uuid)).tally
    assert (tally.votes_for, tally.votes_against) == (500, 0)


def test_a_person_with_a_conflict(acacias):
    assembly = opened()
    item = assembly.items.get()
    services.declare_conflict(item, reason="Painter", person=voter(OMAR), by=None)
    assert last(assembly)[1]["person"] == voter(OMAR)


# The room and paper


def test_all_for_except_those_who_said_otherwise(acacias):
    item = opened().items.get()
    open_item(item)
    event = all_for_except(
        item, {line(item.assembly, "B"): "against"}, operator="Sophie", by=None
    )
    assert counted(item) == {"A": "for", "B": "against", "C": "for"}
    assert (event.body["channel"], event.body["operator"]) == ("room", "Sophie")


def test_who_voted_by_phone_is_not_typed_over(acacias):
    item = opened().items.get()
    open_item(item)
    vote(item, C="against")
    event = all_for_except(item, {}, operator="Sophie", by=None)
    assert counted(item) == {"A": "for", "B": "for", "C": "against"}
    assert line(item.assembly, "C") not in event.body["choices"]


def test_all_for_leaves_out_who_is_away_without_votes_or_in_conflict(acacias):
    assembly = opened(present=(OMAR, CLARA))
    item = assembly.items.get()
    services.declare_conflict(item, reason="Painter", head=head(CLARA), by=None)
    open_item(item)
    all_for_except(item, {}, operator="Sophie", by=None)
    assert counted(item) == {"A": "for"}


def test_all_for_in_a_special_key(acacias):
    assembly = draft("Paint")
    item = point(assembly, "Lift", key="lift")
    held = opened(assembly=assembly)
    item.assembly = held
    open_item(item)
    all_for_except(item, {}, operator="Sophie", by=None)
    assert counted(item) == {"B": "for", "C": "for"}


def test_none_in_all_for_leaves_a_lot_out(acacias):
    item = opened().items.get()
    open_item(item)
    left_out = {line(item.assembly, "A"): "none"}
    all_for_except(item, left_out, operator="Sophie", by=None)
    assert counted(item) == {"B": "for", "C": "for"}


def test_all_for_again_changes_nothing_and_says_so(acacias):
    item, tap = opened().items.get(), uuid4()
    open_item(item)
    first = all_for_except(item, {}, operator="S", by=None, client_id=tap)
    assert all_for_except(item, {}, operator="S", by=None, client_id=tap) == first
    with pytest.raises(NothingChosen):
        all_for_except(item, {}, operator="S", by=None)


def test_a_ballot_on_paper_says_who_typed_it_and_why(acacias):
    item = opened().items.get()
    open_item(item)
    event = type_in(
        item,
        {line(item.assembly, "A"): "abstain"},
        channel="paper",
        operator="Sophie",
        reason="No phone",
        person=voter(OMAR),
        by=None,
    )
    assert counted(item) == {"A": "abstain"}
    body = event.body
    assert [body[name] for name in ("channel", "operator", "reason", "person")] == [
        "paper",
        "Sophie",
        "No phone",
        voter(OMAR),
    ]


def test_who_left_is_not_counted_for(acacias):
    assembly = opened()
    leave(assembly, CLARA)
    proxy(assembly, CLARA, holder=OMAR)  # a row alone: the log does not know it
    item = assembly.items.get()
    open_item(item)
    all_for_except(item, {}, operator="Sophie", by=None)
    assert counted(item) == {"A": "for", "C": "for"}
