"""Ideas for the surplus: written and supported by members, answered by the board."""

from django.db import transaction
from django.utils import timezone

from buildings.models import Owner
from buildings.services.changes import save_changes
from koprogo.audit.services import record
from transparency.errors import (
    AnswerNeeded,
    IdeaAnswered,
    IdeaSupported,
    NotAMember,
    NotTheAuthor,
)
from transparency.models import Idea, IdeaSupport
from transparency.queries.participations import running

__all__ = [
    "answer_idea",
    "change_idea",
    "propose_idea",
    "support_idea",
    "take_back_support",
]

State = Idea.State


@transaction.atomic
def propose_idea(*, author: Owner, title: str, text: str, language: str, by) -> Idea:
    """Write an idea, in the language of who writes it.

    Raises:
        NotAMember: he votes for no member today.
    """
    _refuse_strangers(author)
    idea = Idea.objects.create(author=author, title=title, text=text, language=language)
    record("idea.proposed", target=idea, by=by)
    return idea


@transaction.atomic
def change_idea(
    idea: Idea, *, author: Owner, title: str, text: str, language: str, by
) -> Idea:
    """Write one's own idea otherwise, while nobody else supports it.

    Raises:
        NotTheAuthor: somebody else wrote it.
        IdeaAnswered: the board answered.
        IdeaSupported: somebody else supports it as it is.
    """
    found = _open(idea)
    if found.author_id != author.pk:
        raise NotTheAuthor(found)
    if found.supports.exclude(owner=author).exists():
        raise IdeaSupported(found)
    words = {"title": title, "text": text, "language": language}
    return save_changes(found, by=by, action="idea.changed", **words)


@transaction.atomic
def support_idea(idea: Idea, *, owner: Owner) -> None:
    """Support an idea; twice is once. The history does not say who.

    Raises:
        NotAMember: he votes for no member today.
        IdeaAnswered: the board answered.
    """
    _refuse_strangers(owner)
    found = _open(idea)
    _support, is_new = IdeaSupport.objects.get_or_create(idea=found, owner=owner)
    if is_new:
        record("idea.supported", target=found, by=None)


@transaction.atomic
def take_back_support(idea: Idea, *, owner: Owner) -> None:
    """Support an idea no more; without support nothing changes.

    Raises:
        IdeaAnswered: the board answered.
    """
    found = _open(idea)
    gone, _models = IdeaSupport.objects.filter(idea=found, owner=owner).delete()
    if gone:
        record("idea.unsupported", target=found, by=None)


@transaction.atomic
def answer_idea(idea: Idea, *, state: str, answer: str, by) -> Idea:
    """Say what becomes of an idea; one that is taken up can still be answered anew.

    Raises:
        IdeaAnswered: it is done or declined.
        AnswerNeeded: it is declined without a reason.
    """
    found = _locked(idea)
    if found.state not in (State.OPEN, State.TAKEN):
        raise IdeaAnswered(found)
    if state == State.DECLINED and not answer:
        raise AnswerNeeded(found)
    found.state, found.answer = State(state), answer
    found.save(update_fields=["state", "answer"])
    record("idea.answered", target=found, by=by, state=found.state.value)
    return found


def _refuse_strangers(owner: Owner) -> None:
    if not running(timezone.localdate()).filter(voter=owner).exists():
        raise NotAMember(owner)


def _locked(idea: Idea) -> Idea:
    return Idea.objects.select_for_update().get(pk=idea.pk)


def _open(idea: Idea) -> Idea:
    found = _locked(idea)
    if found.state != State.OPEN:
        raise IdeaAnswered(found)
    return found
