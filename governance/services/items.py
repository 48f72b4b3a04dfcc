"""How a point of the agenda is written: its kind and majority follow from its subject."""

from datetime import date

from governance.dated import NoRuleYet
from governance.errors.assemblies import BeforeTheLaw, NoDecisionText
from governance.models import AgendaItem
from governance.queries.drafts import BUDGET_ADOPTED, LANGUAGES, TEXTS, ItemDraft
from governance.subjects import POINTS, Subject, may_be_secret, required_majority

__all__ = ["majority_on", "write_item"]


def write_item(item: AgendaItem, draft: ItemDraft) -> AgendaItem:
    """Write a point of an assembly that is a draft, and locked.

    Raises:
        NoDecisionText: nothing would be put to the vote.
        BeforeTheLaw: see ``majority_on``.
    """
    item.subject, item.kind = draft.subject, POINTS[draft.subject].kind
    item.majority = majority_on(draft.subject, item.assembly.day)
    for name in TEXTS:
        words = getattr(draft, name) if item.is_voted or name != "motion" else {}
        for language in LANGUAGES:
            setattr(item, f"{name}_{language}", words.get(language, ""))
    if item.is_voted and not any(draft.motion.values()):
        raise NoDecisionText(item)
    item.key = draft.key if item.is_voted else None
    item.amount = draft.amount if item.is_voted else None
    is_election = item.kind == AgendaItem.Kind.ELECTION
    item.candidate = draft.candidate if is_election else ""
    item.is_secret = draft.is_secret and may_be_secret(draft.subject)
    _write_effect(item, draft)
    item.save()
    return item


def majority_on(subject: Subject, day: date) -> str:
    """Return the majority that a decision needs on a day; "" where none is taken.

    Raises:
        BeforeTheLaw: the table of majorities begins later.
    """
    if not POINTS[subject].rules:
        return ""
    try:
        return required_majority(subject, day)
    except NoRuleYet:
        raise BeforeTheLaw(day) from None


def _write_effect(item: AgendaItem, draft: ItemDraft) -> None:
    adopts = draft.subject is Subject.BUDGET and draft.budget is not None
    if adopts:
        item.effect, item.effect_ref = BUDGET_ADOPTED, draft.budget
    elif draft.subject.of_asbl:
        _write_effect_of_members(item, draft)
    elif item.effect == BUDGET_ADOPTED:
        item.effect, item.effect_ref = "", None


def _write_effect_of_members(item: AgendaItem, draft: ItemDraft) -> None:
    """Another effect begins anew: what the former one was about is forgotten."""
    effect = draft.effect if item.is_voted else ""
    if effect != item.effect:
        item.effect, item.effect_ref, item.effect_values = effect, None, {}
