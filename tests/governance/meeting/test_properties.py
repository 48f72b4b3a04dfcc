"""What holds of every meeting: random ones, with everything that can happen."""

from collections import defaultdict
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.majorities import Majority, is_adopted
from governance.meeting.events import Choice, Event, Refused
from governance.meeting.fold import fold
from governance.meeting.progress import State
from tests.governance.meeting.random_meetings import START, meetings
from tests.governance.meeting.test_events import RIGHT


def everything(meeting):
    """Return all that a meeting says, as values that later events cannot change."""
    items = [progress.item.id for progress in meeting.items]
    return {
        "number": (meeting.number, meeting.at, meeting.end, meeting.ended_at),
        "course": (meeting.bureau, meeting.opening, meeting.open_item, meeting.quorum),
        "present": list(meeting.present.items()),
        "represented": list(meeting.represented.items()),
        "absent": meeting.absent,
        "proxies": meeting.proxies,
        "changes": [meeting.changes(head) for head in meeting.roll.heads],
        "movements": [meeting.movements(person) for person in meeting.roll.heads_of],
        "items": meeting.items,
        "ballots": [dict(meeting.ballots(item)) for item in items],
        "voted": [meeting.voted(item) for item in items],
        "powers": [meeting.powers(item) for item in items],
        "results": [meeting.result(item) for item in items],
        "reachable": meeting.reachable,
        "words": (meeting.remarks, meeting.signatures),
    }


@given(meetings())
@settings(max_examples=50)
def test_a_moment_never_depends_on_what_happens_later(story):
    """Each state by ``apply``, asked when all has happened, is the fold of its events."""
    states = [fold(story.roll, [])]
    for event in story.events:
        states.append(states[-1].apply(event))
    for number, state in enumerate(states):
        assert everything(state) == everything(fold(story.roll, story.events[:number]))


@given(meetings())
@settings(max_examples=50)
def test_a_result_stands_until_its_item_is_opened_again(story):
    states = [fold(story.roll, story.events[:n]) for n in range(len(story.events) + 1)]
    for before, after in pairwise(states):
        for progress in before.items:
            item = progress.item.id
            if progress.state is after.item(item).state is State.CLOSED:
                assert after.result(item) == before.result(item)
        if before.opening is not None:
            assert after.opening == before.opening


@given(meetings(), st.sampled_from(sorted(RIGHT)))
@settings(max_examples=50)
def test_what_is_refused_changes_nothing(story, kind):
    meeting = story.meeting
    before = everything(meeting)
    body = RIGHT[kind]
    for name, ids in [("item", story.roll.item_by_id), ("person", story.roll.heads_of)]:
        if body.get(name) is not None and ids:
            body = body | {name: next(iter(ids))}
    event = Event(meeting.number + 1, meeting.at or START, kind, body)
    try:
        after = meeting.apply(event)
    except Refused:
        pass
    else:
        assert after.number == before["number"][0] + 1
    assert everything(meeting) == before


def results(story):
    meeting = story.meeting
    for progress in meeting.items:
        result = meeting.result(progress.item.id)
        if result is not None:
            yield progress.item, meeting.powers(progress.item.id), result


def each_line_is_counted_once_and_never_for_more_than_its_votes(story):
    for item, powers, result in results(story):
        ids = [line.line for line in result.lines]
        assert len(ids) == len(set(ids))
        counted = defaultdict(int)
        for line in result.lines:
            of_roll = story.roll.line_by_id[line.line]
            assert of_roll.voter is not None
            assert 0 <= line.counted <= line.votes == of_roll.votes_by(item.key)
            counted[line.head] += line.counted
        assert counted == dict(powers.counted)
        heads = {line.head: line.is_barred for line in result.lines}
        assert {head for head, is_barred in heads.items() if is_barred} == powers.barred
        assert all(powers.counted[head] == 0 for head in powers.barred)


def nobody_counts_for_more_than_the_others_together(story):
    for item, powers, _result in results(story):
        if not story.roll.rules.cap or item.majority is Majority.UNANIMITY:
            assert powers.counted == {
                head: 0 if head in powers.barred else votes
                for head, votes in powers.votes.items()
            }
            continue
        total = sum(powers.votes.values())
        for head, counted in powers.counted.items():
            assert counted <= total - powers.votes[head]
        for person in set(powers.holders.values()):
            held = {
                head
                for head, holder in powers.holders.items()
                if holder == person and head not in powers.barred
            }
            others = total - sum(powers.votes[head] for head in held)
            assert sum(powers.counted[head] for head in held) <= others


def the_figures_of_a_result_agree(story):
    for item, powers, result in results(story):
        presence = result.presence_reached
        if result.tally is None:
            assert item.secret
            continue
        tally = result.tally
        reached = is_adopted(item.asked, tally)
        assert result.adopted is (reached and presence is not False)
        assert reached is (tally.votes_for >= result.needed)
        assert result.is_tie is (tally.votes_for == tally.votes_against > 0)
        cast = sum(powers.counted[head] for head in story.meeting.voted(item.id))
        if not item.secret:
            cast = sum(line.counted for line in result.lines if line.choice)
            for choice, votes in zip(
                Choice, list(result.to_json().values())[:4], strict=True
            ):
                of_choice = [li.counted for li in result.lines if li.choice == choice]
                assert sum(of_choice) == votes
        assert cast == tally.cast + tally.abstentions


def who_acts_is_there_and_may(story):
    meeting = story.meeting
    for head, by in meeting.represented.items():
        assert by.holder in meeting.present
        if by.proxy is None:
            assert by.holder == story.roll.heads[head].voter
        else:
            [proxy] = [proxy for proxy in meeting.proxies if proxy.id == by.proxy]
            assert (proxy.principal, proxy.holder) == (head, by.holder)
            assert proxy.stands
            assert story.roll.heads[head].voter not in meeting.present
    heads = [*meeting.represented, *meeting.absent]
    assert sorted(heads) == sorted(story.roll.heads)


def no_item_is_decided_without_a_quorum(story):
    meeting = story.meeting
    touched = {State.OPEN, State.CLOSED}
    if any(progress.state in touched for progress in meeting.items):
        assert meeting.opening.may_decide


@given(meetings())
def test_what_holds_of_every_meeting(story):
    each_line_is_counted_once_and_never_for_more_than_its_votes(story)
    nobody_counts_for_more_than_the_others_together(story)
    the_figures_of_a_result_agree(story)
    who_acts_is_there_and_may(story)
    no_item_is_decided_without_a_quorum(story)
