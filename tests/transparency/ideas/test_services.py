"""Ideas: written and supported by members, answered by the board."""

import pytest

from buildings.models import Owner
from koprogo.audit.models import AuditEvent
from koprogo.tenancy import enter
from tests import cast
from tests.together import outcomes
from tests.transparency.members import Way, joined
from transparency.errors import (
    AnswerNeeded,
    IdeaAnswered,
    IdeaSupported,
    NotAMember,
    NotTheAuthor,
    TransparencyError,
)
from transparency.models import Idea, IdeaSupport
from transparency.queries.ideas import (
    chosen_ideas,
    idea_list,
    ideas_by_state,
    may_edit,
    takeable_ideas,
)
from transparency.services import ideas as services

State = Idea.State


def member(number) -> Owner:
    return joined(number).voter


def idea(author, title="Chat"):
    return services.propose_idea(
        author=author, title=title, text="Why", language="fr", by=None
    )


def shown(found, owner=None):
    return idea_list(owner).get(pk=found.pk)


def changed(found, author, title="Chat in Dutch"):
    words = {"title": title, "text": "Why", "language": "nl"}
    return services.change_idea(found, author=author, **words, by=None)


def answered(found, state=State.TAKEN, answer=""):
    return services.answer_idea(found, state=state, answer=answer, by=None)


def test_only_a_member_proposes_and_supports(asbl):
    free = joined(1, way=Way.FREE, kbo="0403170701").voter
    with pytest.raises(NotAMember):
        idea(free)
    found = idea(member(2))
    with pytest.raises(NotAMember):
        services.support_idea(found, owner=free)
    assert shown(found).supporters == 0


def test_support_counts_once_and_is_taken_back(asbl):
    found, fan = idea(member(1)), member(2)
    for _time in range(2):
        services.support_idea(found, owner=fan)
    assert (shown(found, fan).supporters, shown(found, fan).is_mine) == (1, True)
    for _time in range(2):
        services.take_back_support(found, owner=fan)
    assert (shown(found, fan).supporters, shown(found, fan).is_mine) == (0, False)


def test_the_most_supported_comes_first_and_then_the_latest(asbl):
    author, fan = member(1), member(2)
    first, second, third = (idea(author, title) for title in ("A", "B", "C"))
    services.support_idea(first, owner=author)
    services.support_idea(first, owner=fan)
    services.support_idea(second, owner=fan)
    answered(third)
    assert [one.title for one in idea_list(None)] == ["A", "B", "C"]
    services.support_idea(second, owner=author)
    assert [one.title for one in idea_list(None)] == ["B", "A", "C"]
    assert ideas_by_state() == {"open": 2, "taken": 1, "done": 0, "declined": 0}
    assert list(chosen_ideas(idea_list(None), state="taken")) == [third]


def test_nobody_is_told_who_supports(asbl):
    found = idea(member(1))
    with enter(cast.tenant(cast.ASBL).pk, by=cast.user("mia")):
        fan = member(2)
        services.support_idea(found, owner=fan)
        services.take_back_support(found, owner=fan)
    events = AuditEvent.objects.filter(action__endswith="supported")
    assert [(one.actor, one.data) for one in events] == [(None, {}), (None, {})]


def test_it_is_changed_while_nobody_else_supports_it(asbl):
    author, fan = member(1), member(2)
    found = idea(author)
    services.support_idea(found, owner=author)
    assert may_edit(shown(found, author), author)
    assert changed(found, author).title == "Chat in Dutch"
    with pytest.raises(NotTheAuthor):
        changed(found, fan)
    services.support_idea(found, owner=fan)
    assert not may_edit(shown(found, author), author)
    with pytest.raises(IdeaSupported):
        changed(found, author)
    services.take_back_support(found, owner=fan)
    assert changed(found, author, "Again").title == "Again"


def test_nobody_else_may_edit(asbl):
    found = idea(member(1))
    fan = member(2)
    assert not may_edit(shown(found, fan), fan)
    assert not may_edit(shown(found), None)


@pytest.mark.parametrize("state", [State.TAKEN, State.DONE, State.DECLINED])
def test_what_was_answered_stays_as_it_is(asbl, state):
    author, fan = member(1), member(2)
    found = idea(author)
    services.support_idea(found, owner=fan)
    answered(found, state, "Because")
    for act in (
        lambda: changed(found, author),
        lambda: services.support_idea(found, owner=author),
        lambda: services.take_back_support(found, owner=fan),
    ):
        with pytest.raises(IdeaAnswered):
            act()
    assert shown(found).supporters == 1
    assert not may_edit(shown(found, author), author)


def test_what_is_taken_up_is_answered_again_and_what_is_done_is_not(asbl):
    found = idea(member(1))
    answered(found)
    assert list(takeable_ideas()) == [found]
    answered(found, State.DONE, "Since May")
    with pytest.raises(IdeaAnswered):
        answered(found, State.DECLINED, "No")
    assert (shown(found).state, shown(found).answer) == ("done", "Since May")
    assert list(takeable_ideas()) == []


def test_it_is_declined_with_a_reason(asbl):
    found = idea(member(1))
    with pytest.raises(AnswerNeeded):
        answered(found, State.DECLINED)
    assert shown(found).state == State.OPEN


def test_two_clicks_at_once_are_one_support(own_database):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        fan, found = member(1), idea(member(2))

    def support():
        with enter(cast.tenant(cast.ASBL).pk, by=None):
            services.support_idea(found, owner=fan)

    assert outcomes([support, support], refusals=TransparencyError) == ["done"] * 2
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        assert IdeaSupport.objects.count() == 1
