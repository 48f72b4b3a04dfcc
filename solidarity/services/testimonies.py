"""What a person helped says to everybody: sealed until two of the committee read it."""

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.notifications.services import queue
from solidarity.errors.public import (
    NotHelped,
    ReaderPublishes,
    TestimonyElsewhere,
    TestimonyThere,
    TooManyWords,
)
from solidarity.models import Aid, Opening, Request, Testimony
from solidarity.notices_public import news_mail
from solidarity.refusals.public import MOST_WORDS
from solidarity.vault import open_vault

__all__ = [
    "ask_to_change",
    "clear",
    "open_testimony",
    "publish_testimony",
    "read_own",
    "was_helped",
    "withdraw_testimony",
    "write_testimony",
]

State = Testimony.State
FIELDS = ["state", "sealed", "remark", "text", "year", "language", "consent_at"]
FIELDS += ["changed_at", "read_by", "published_by"]


def was_helped(request: Request) -> bool:
    """Tell whether the fund helped: an agreement was signed."""
    waiting = [Aid.State.PROMISED, Aid.State.VOID]
    return Aid.objects.filter(request=request).exclude(state__in=waiting).exists()


@transaction.atomic
def write_testimony(request: Request, *, text: str, language: str, by) -> Testimony:
    """Send a testimony, or another text in its place; the person consents with it.

    Raises:
        NotHelped: there was no help.
        TooManyWords: it is too long.
        TestimonyThere: it is public: it is taken back first.
    """
    if len(text.split()) > MOST_WORDS:
        raise TooManyWords
    # His row is what two clicks wait for.
    locked = Request.objects.select_for_update(of=["self"]).get(pk=request.pk)
    if not was_helped(locked):
        raise NotHelped(locked)
    now = timezone.now()
    found = Testimony.objects.filter(request=locked).first()
    if found and found.state == State.PUBLISHED:
        raise TestimonyThere(found)
    row = found or Testimony(request=locked)
    row.state, row.language = State.SENT, language
    row.sealed = open_vault(locked).seal(text, place=_place("sealed", row))
    row.remark, row.text, row.year = "", "", None
    row.read_by = row.published_by = None
    row.consent_at = row.changed_at = now
    row.save()
    record("testimony.sent", target=row, by=None)
    return row


@transaction.atomic
def withdraw_testimony(testimony: Testimony, *, by) -> None:
    """Take it back: it is gone from the page at once, and its words from everywhere."""
    found = _locked(testimony)
    if found.state == State.WITHDRAWN:
        return
    found.state, found.text, found.year = State.WITHDRAWN, "", None
    found.sealed = found.remark = ""
    found.read_by = found.published_by = None
    _save(found)
    record("testimony.withdrawn", target=found, by=None)


def read_own(testimony: Testimony) -> tuple[str, str]:
    """Return his words and what the committee asks of him, to the person himself."""
    vault = open_vault(testimony.request)
    return (
        testimony.text
        or vault.open(testimony.sealed, place=_place("sealed", testimony)),
        vault.open(testimony.remark, place=_place("remark", testimony)),
    )


# The committee


@transaction.atomic
def open_testimony(testimony: Testimony, *, by) -> str:
    """Return the words to a member of the committee; the person learns of it.

    Raises:
        TestimonyElsewhere: he took it back.
    """
    found = _locked(testimony)
    if not found.sealed:
        raise TestimonyElsewhere(found)
    Opening.objects.create(request=found.request, user=by, what=Opening.What.FILE)
    record("testimony.opened", target=found, by=by)
    return read_own(found)[0]


@transaction.atomic
def ask_to_change(testimony: Testimony, *, remark: str, by) -> None:
    """Ask the person to leave out what identifies him; he is told that there is news.

    Raises:
        TestimonyElsewhere: it is public, or taken back.
    """
    found = _in_state(testimony, State.SENT, State.READ, State.ASKED)
    found.state, found.read_by = State.ASKED, None
    found.remark = open_vault(found.request).seal(remark, place=_place("remark", found))
    _save(found)
    record("testimony.asked", target=found, by=by)
    event = f"fund-testimony:{found.uuid}:{found.changed_at:%Y%m%d%H%M%S}"
    queue([news_mail(found.request, event=event)], by=None)


@transaction.atomic
def clear(testimony: Testimony, *, by) -> None:
    """Note that nothing in it identifies the person: another member publishes it.

    Raises:
        TestimonyElsewhere: somebody did so, or it is public, asked about or taken back.
    """
    found = _in_state(testimony, State.SENT)
    found.state, found.read_by = State.READ, by
    _save(found)
    record("testimony.read", target=found, by=by)


@transaction.atomic
def publish_testimony(testimony: Testimony, *, by) -> None:
    """Publish what another member read; the year is all that is told of its date.

    Raises:
        ReaderPublishes: he read it himself.
        TestimonyElsewhere: nobody read it as it stands.
    """
    found = _in_state(testimony, State.READ)
    if found.read_by_id == by.pk:
        raise ReaderPublishes(found)
    found.text = read_own(found)[0]
    found.state, found.published_by = State.PUBLISHED, by
    found.year = timezone.localdate().year
    found.sealed = ""
    _save(found)
    record("testimony.published", target=found, by=by)


def _in_state(testimony: Testimony, *states: str) -> Testimony:
    found = _locked(testimony)
    if found.state not in states:
        raise TestimonyElsewhere(found)
    return found


def _locked(testimony: Testimony) -> Testimony:
    rows = Testimony.objects.select_for_update(of=["self"])
    return rows.select_related("request__applicant").get(pk=testimony.pk)


def _save(testimony: Testimony) -> None:
    testimony.changed_at = timezone.now()
    testimony.save(update_fields=FIELDS)


def _place(column: str, testimony: Testimony) -> str:
    return f"solidarity_testimony.{column}.{testimony.uuid}"
