"""The console of a meeting: the list, who is there, its course, what is shown."""

from uuid import uuid4

from governance.models import MeetingEvent
from governance.queries.meeting import meeting_of
from governance.services import meeting as services
from tests.governance.factories import (
    CLARA,
    OMAR,
    REMOTE,
    arrive,
    convened,
    draft,
    leave,
    opened,
    voter,
    with_roll,
)
from tests.governance.holding import making
from tests.governance.holding.asking import address, kinds, send, show

# Before


def test_the_list_is_opened_from_the_console(sophie):
    assembly = convened()
    assert "This freezes who votes today" in show(sophie, "meeting", assembly)
    assert send(sophie, "meeting-roll", assembly) == ["The attendance list is open."]
    assert "Before the meeting is opened" in show(sophie, "meeting", assembly)
    assert send(sophie, "meeting-roll", assembly) == [
        "The attendance list is open already."
    ]


def test_a_draft_has_no_list(sophie):
    assembly = draft()
    assert "send the convocations first" in show(sophie, "meeting", assembly)
    assert send(sophie, "meeting-roll", assembly) == [
        "Nobody was convened to this assembly, or it was called off."
    ]


def test_without_a_list_there_is_no_meeting(sophie):
    assert sophie.get(address("meeting-attendance", convened())).status_code == 404


# Who is there


def test_one_button_for_one_person(sophie):
    assembly, omar = with_roll(**REMOTE), voter(OMAR)
    page = show(sophie, "meeting-attendance", assembly)
    assert "0 people of 3 are here" in page
    send(sophie, "meeting-attendance", assembly, room=omar)
    send(sophie, "meeting-attendance", assembly, left=omar)
    assert "left at" in show(sophie, "meeting-attendance", assembly)
    send(sophie, "meeting-attendance", assembly, back=omar)
    send(sophie, "meeting-attendance", assembly, remote=voter(CLARA))
    page = show(sophie, "meeting-attendance", assembly)
    assert ("here since" in page, "from afar since" in page) == (True, True)
    assert kinds(assembly) == ["arrived", "left", "returned", "arrived"]


def test_nobody_comes_from_afar_where_nobody_was_convened_to(sophie):
    assembly = with_roll()
    assert "From afar" not in show(sophie, "meeting-attendance", assembly)
    said = send(sophie, "meeting-attendance", assembly, remote=voter(OMAR))
    assert [text[:33] for text in said] == ["The convocation does not provide "]
    assert kinds(assembly) == []


def test_several_that_are_ticked(sophie):
    assembly = with_roll()
    both = [voter(OMAR), voter(CLARA)]
    said = send(sophie, "meeting-attendance", assembly, ticked="room", person=both)
    assert said == ["Noted for 2 people."]
    said = send(sophie, "meeting-attendance", assembly, ticked="room", person=both)
    assert said == ["This person is here already."]
    assert send(sophie, "meeting-attendance", assembly, ticked="room") == [
        "Nobody was ticked."
    ]
    assert send(sophie, "meeting-attendance", assembly) == []


def test_a_double_click_counts_once(sophie):
    assembly = with_roll()
    tap = {"client_id": str(uuid4()), "room": voter(OMAR)}
    for _ in range(2):
        assert send(sophie, "meeting-attendance", assembly, **tap) == ["Noted."]
    assert kinds(assembly) == ["arrived"]


def test_the_page_of_before_with_something_else_is_another_tap(sophie):
    assembly, tap = with_roll(), str(uuid4())
    for person in (OMAR, CLARA):
        send(sophie, "meeting-attendance", assembly, client_id=tap, room=voter(person))
    assert kinds(assembly) == ["arrived", "arrived"]


def test_a_form_without_a_tap_is_taken_as_it_is(sophie):
    assembly = with_roll()
    send(sophie, "meeting-attendance", assembly, client_id="", room=voter(OMAR))
    assert MeetingEvent.objects.get(assembly=assembly).client_id is None


def test_a_search_finds_by_name_and_by_lot(sophie):
    assembly = with_roll()
    found = show(sophie, "meeting-attendance", assembly, q="élise b")
    assert ("Clara Élise" in found, "Omar Haddad" in found) == (True, False)
    assert "Nobody fits" in show(sophie, "meeting-attendance", assembly, q="zzz")


def test_nothing_is_noted_after_the_end(sophie):
    assembly = opened()
    services.close_meeting(assembly, by=None)
    said = send(sophie, "meeting-attendance", assembly, left=voter(OMAR))
    assert said == ["The meeting is over: nothing is noted in it any more."]
    assert "Leaves" not in show(sophie, "meeting-attendance", assembly)


# The course


def test_the_bureau(sophie):
    assembly = with_roll()
    arrive(assembly, CLARA)
    names = {"chair": voter(CLARA), "secretary": "Sophie"}
    assert "Sophie" in show(sophie, "meeting-bureau", assembly)
    assert send(sophie, "meeting-bureau", assembly, **names) == ["The bureau is noted."]
    assert "Clara Élise presides, Sophie writes" in show(sophie, "meeting", assembly)


def test_who_is_not_here_does_not_preside(sophie):
    assembly = with_roll()
    arrive(assembly, CLARA)
    found = sophie.post(
        address("meeting-bureau", assembly),
        {"chair": voter(OMAR), "secretary": "Sophie"},
    )
    assert (found.status_code, kinds(assembly)) == (200, ["arrived"])


def test_the_quorum_is_shown_before_it_is_fixed(sophie):
    assembly = with_roll()
    arrive(assembly, CLARA)
    page = show(sophie, "meeting-open", assembly)
    assert "There is no quorum." in page
    assert "1 more make more than half" in page
    arrive(assembly, OMAR)
    page = show(sophie, "meeting-open", assembly)
    assert ("There is no quorum." in page, "800 of 1,000" in page) == (False, True)
    assert send(sophie, "meeting-open", assembly) == ["The meeting is open."]


def test_without_a_quorum_the_meeting_is_adjourned(sophie):
    assembly = making.without_quorum()
    assert "Adjourn the meeting" in show(sophie, "meeting", assembly)
    assert "without a decision" in show(sophie, "meeting-adjourn", assembly)
    said = send(sophie, "meeting-adjourn", assembly)
    assert said == ["The meeting is adjourned. Convene the second session."]
    assert "Plan the second session" in show(sophie, "meeting", assembly)


def test_the_meeting_is_closed_and_says_what_was_left(sophie):
    assembly = making.voting()
    assert "4 points of the agenda were not treated" in show(
        sophie, "meeting-close", assembly
    )
    assert send(sophie, "meeting-close", assembly) == [
        "Another point is open. Close it first: one point is voted at a time."
    ]
    send(sophie, "meeting-item-close", assembly, making.items(assembly)[1].uuid)
    assert send(sophie, "meeting-close", assembly) == [
        "The meeting is closed. Its minutes can be drawn up."
    ]
    assert "The meeting was closed at" in show(sophie, "meeting", assembly)


def test_a_remark_belongs_to_the_point_that_is_open(sophie):
    assembly = making.voting()
    assert "below point 2" in show(sophie, "meeting-remark", assembly)
    said = send(sophie, "meeting-remark", assembly, text="Too dear", person=voter(OMAR))
    [remark] = meeting_of(assembly).remarks
    assert (said, remark.text, remark.item) == (
        ["The remark is noted."],
        "Too dear",
        str(making.items(assembly)[1].uuid),
    )


# The projector and the log


def test_the_projector_has_no_names_and_no_result_before_the_end(sign_in, acacias):
    assembly, omar = making.voting(), sign_in("omar")
    page = show(omar, "projector", assembly)
    assert "3 of 3 have voted" in page
    assert [name for name in ("Omar Haddad", "Clara", "Moreau") if name in page] == []
    assert "Adopted" not in page
    services.close_item(making.items(assembly)[1], by=None)
    page = show(omar, "projector", assembly)
    assert ("Adopted" in page, "1,000 for, 0 against; 501 were needed" in page) == (
        True,
        True,
    )


def test_the_projector_before_and_after(sign_in, acacias):
    assembly, omar = with_roll(), sign_in("omar")
    assert "Welcome to the general assembly" in show(omar, "projector", assembly)
    for code in (OMAR, CLARA):
        arrive(assembly, code)
    services.open_meeting(assembly, by=None)
    assert "The meeting is open" in show(omar, "projector", assembly)
    services.close_meeting(assembly, by=None)
    assert "The meeting is over" in show(omar, "projector", assembly)


def test_the_projector_withholds_what_would_betray(sign_in, acacias):
    assembly, omar = making.secret_vote(), sign_in("omar")
    services.close_item(making.items(assembly)[3], by=None)
    page = show(omar, "projector", assembly)
    assert "Not elected" in page


def test_the_log_in_words(sophie):
    assembly = making.voting()
    leave(assembly, OMAR)
    page = show(sophie, "meeting-log", assembly)
    assert "Omar Haddad left." in page
    assert "for: A; against: B" in page
    csv = sophie.get(address("meeting-log-table", assembly, "csv"))
    rows = csv.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "Number;Moment;What happened;Kind;Digest"
    assert len(rows) == 1 + MeetingEvent.objects.filter(assembly=assembly).count()


def test_an_empty_log(sophie):
    assert "Nothing has been noted yet." in show(sophie, "meeting-log", with_roll())
