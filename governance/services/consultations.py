"""Owners are asked between assemblies: opened, answered, counted once. Not binding."""

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from buildings.models import Holding, Owner
from governance.consulting import Reply, counted
from governance.errors.consultations import (
    ClosesTooEarly,
    ConsultationClosed,
    NoRealChoice,
    NotAnOption,
    NotAsked,
)
from governance.models import Consultation, ConsultationAnswer, ConsultationOption
from governance.notices import consultations as notices
from governance.queries.consultations import (
    MOST_OPTIONS,
    ConsultationDraft,
)
from governance.queries.drafts import LANGUAGES
from governance.queries.heads import heads_on
from koprogo.audit.services import record
from koprogo.notifications import services as notifications

__all__ = [
    "answer_consultation",
    "close_consultation",
    "open_consultation",
]


@transaction.atomic
def open_consultation(draft: ConsultationDraft, *, origin: str, by) -> Consultation:
    """Ask the owners; the question stays as it is, and they are told.

    ``origin``: of the site, for the link in the mails.

    Raises:
        ClosesTooEarly: its last day is today or before.
        NoRealChoice: there are fewer than two answers, or too many.
    """
    if draft.closes_on <= timezone.localdate():
        raise ClosesTooEarly(draft.closes_on)
    if not 2 <= len(draft.options) <= MOST_OPTIONS:
        raise NoRealChoice(draft.options)
    consultation = Consultation(
        closes_on=draft.closes_on,
        is_multiple=draft.is_multiple,
        is_anonymous=draft.is_anonymous,
        opened_by=by,
    )
    _word(consultation, title=draft.title, text=draft.text)
    consultation.save()
    for position, words in enumerate(draft.options, start=1):
        option = ConsultationOption(consultation=consultation, position=position)
        _word(option, title=words)
        option.save()
    event = record("consultation.opened", target=consultation, by=by)
    mails = notices.about_opening(consultation, event=event, origin=origin, by=by)
    notifications.queue(mails, by=by)
    return consultation


@transaction.atomic
def answer_consultation(
    consultation: Consultation,
    holding: Holding,
    *,
    owner: Owner,
    chosen: Collection[int],
    by,
) -> ConsultationAnswer:
    """Answer for the lots of a holding, or answer otherwise than before.

    Raises:
        ConsultationClosed: its last day has passed, or it was counted.
        NotAsked: ``owner`` does not answer for these lots.
        NotAnOption: nothing, what was not asked, or too much was chosen.
    """
    found = _open(consultation)
    if timezone.localdate() > found.closes_on:
        raise ConsultationClosed(found)
    here = {one.holding.pk: one.holding for one in heads_on(timezone.localdate())}
    represented = here.get(holding.pk)
    if represented is None or represented.representative_id != owner.pk:
        raise NotAsked(holding)
    known = set(found.options.values_list("position", flat=True))
    wanted = set(chosen)
    if not wanted or not wanted <= known or (len(wanted) > 1 and not found.is_multiple):
        raise NotAnOption(chosen)
    answer, _is_new = ConsultationAnswer.objects.update_or_create(
        consultation=found,
        holding=holding,
        defaults={"chosen": sorted(wanted), "answered_by": by},
    )
    record("consultation.answered", target=found, by=by)
    return answer


@transaction.atomic
def close_consultation(consultation: Consultation, *, origin: str, by) -> Consultation:
    """Count the answers of those who hold lots today, once; owners are told.

    Of an anonymous one what each chose is erased: only that he answered is kept.

    Raises:
        ConsultationClosed: it was counted.
    """
    found = _open(consultation)
    heads = {one.holding.pk: one.shares for one in heads_on(timezone.localdate())}
    answers = list(found.answers.filter(holding__in=heads))
    replies = [Reply(heads[one.holding_id], tuple(one.chosen)) for one in answers]
    _write_counts(found, replies)
    if found.is_anonymous:
        found.answers.update(chosen=[])
    found.heads, found.shares = len(replies), sum(one.shares for one in replies)
    found.heads_asked, found.shares_asked = len(heads), sum(heads.values())
    found.closed_at = timezone.now()
    found.save()
    event = record("consultation.closed", target=found, by=by)
    mails = notices.about_result(found, event=event, origin=origin, by=by)
    notifications.queue(mails, by=by)
    return found


def _write_counts(consultation: Consultation, replies: Sequence[Reply]) -> None:
    options = list(consultation.options.all())
    counts = counted(
        replies,
        [option.position for option in options],
        is_anonymous=consultation.is_anonymous,
    )
    for option, count in zip(options, counts, strict=True):
        option.heads, option.shares = count.heads, count.shares
    ConsultationOption.objects.bulk_update(options, ["heads", "shares"])


def _open(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    found = rows.get(pk=consultation.pk)
    if found.closed_at is not None:
        raise ConsultationClosed(found)
    return found


def _word(row, **texts: Mapping[str, str]) -> None:
    for name, words in texts.items():
        for language in LANGUAGES:
            setattr(row, f"{name}_{language}", words.get(language, ""))
