"""Reminders that were proposed or sent: what they say, and how their letters go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from buildings.access import Access, Permission
from buildings.mailings import Addressed, addressed, on_their_way, to_be_posted
from buildings.models import Building, Holding
from buildings.queries import named_holdings
from finance.arrears import Claim
from finance.models import Reminder, ReminderLetter, ReminderWording
from finance.queries.accounts import holdings_of
from finance.queries.letters import payment_code
from finance.reminder_texts import Wording, usual_wording
from finance.reminding import Level
from finance.structured_reference import format_reference
from koprogo.jobs.models import Job

SENDING = "finance.send_reminders"
# Days to pay what a reminder asks for; what it adds is due then.
DAYS_TO_PAY = 15
LANGUAGES = dict(settings.LANGUAGES)
# Letters in one ZIP that is made for the moment: about 10 MB.
LETTERS_IN_ZIP = 200


@dataclass(frozen=True, slots=True)
class Notice:
    """What one reminder says to one holding, in EUR, on the day ``on``.

    ``payment``: the text of the QR code.
    """

    reminder: Reminder
    reader: Addressed
    claim: Claim
    wording: Wording
    on: date
    reference: str
    payment: str

    @property
    def holding(self) -> Holding:
        return self.reminder.holding

    @property
    def to_pay(self) -> Decimal:
        return self.claim.total

    @property
    def pay_by(self) -> date:
        return self.on + timedelta(days=DAYS_TO_PAY)

    @property
    def with_interest(self) -> bool:
        return any(item.steps for item in self.claim.items)


def notices_of(
    reminders: Sequence[Reminder],
    claims: Mapping[int, Claim],
    *,
    building: Building,
    on: date,
) -> list[Notice]:
    """Write what reminders say: a constant number of statements.

    ``claims``: by holding. The reminders' holdings come anew, with their members.
    """
    keys = [reminder.holding_id for reminder in reminders]
    found = named_holdings(Holding.objects.filter(pk__in=keys)).select_related("party")
    holdings = {holding.pk: holding for holding in found}
    readers = addressed(holdings.values())
    own = own_wordings()
    notices = []
    for reminder in reminders:
        reminder.holding = holdings[reminder.holding_id]
        claim, reader = claims[reminder.holding_id], readers[reminder.holding_id]
        reference = format_reference(reminder.holding.party.reference_base)
        notices.append(
            Notice(
                reminder=reminder,
                reader=reader,
                claim=claim,
                wording=_wording(reminder, reader.language, own),
                on=on,
                reference=reference,
                payment=payment_code(building, claim.total, reference),
            )
        )
    return notices


def own_wordings() -> dict[tuple[int, str], Wording]:
    """Return the building's own words by level and language: one statement."""
    rows = ReminderWording.objects.values_list(
        "level__position", "language", "subject", "body"
    )
    return {(level, language): Wording(*words) for level, language, *words in rows}


def wording_of(
    level: Level, language: str, own: Mapping[tuple[int, str], Wording]
) -> Wording:
    """Return the building's words for a level in a language, or else ours."""
    with translation.override(language):
        return own.get((level.position, language)) or usual_wording(level)


def _wording(reminder: Reminder, language: str, own) -> Wording:
    level = Level(reminder.level, 1, registered=reminder.registered)
    return wording_of(level, language, own)


def wordings_by_level(
    levels: Sequence[Level],
) -> list[tuple[Level, list[tuple[str, str, bool]]]]:
    """Return each level with (language, its name, whether the words are the building's):
    one statement.
    """
    own = own_wordings()
    return [
        (
            level,
            [
                (code, name, (level.position, code) in own)
                for code, name in LANGUAGES.items()
            ],
        )
        for level in levels
    ]


def claim_of(reminder: Reminder) -> Claim | None:
    """Return what a reminder asked for; None before it is sent."""
    return Claim.read(reminder.details) if reminder.details else None


def reminder_event(reminder: Reminder) -> str:
    """Return the event of the delivery of a reminder."""
    return f"reminder:{reminder.uuid}"


# Lists


def reminder_list() -> QuerySet[Reminder]:
    """Return the reminders, latest first, each with its letter."""
    return Reminder.objects.select_related("letter__delivery", "letter__file")


def sent_reminders() -> QuerySet[Reminder]:
    return reminder_list().filter(state=Reminder.State.SENT)


def visible_reminders(access: Access) -> QuerySet[Reminder]:
    """Return the reminders this person may read: all of them, or those he was sent."""
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        return reminder_list()
    return sent_reminders().filter(holding__in=holdings_of(access))


def proposed_reminders() -> QuerySet[Reminder]:
    """Return what waits for a person, who is late for longest first."""
    proposed = Reminder.objects.filter(state=Reminder.State.PROPOSED)
    return proposed.select_related("holding").order_by("arrears_since", "pk")


def letter_list() -> QuerySet[ReminderLetter]:
    """Return letters of reminders, with what says how each goes."""
    letters = ReminderLetter.objects.select_related("reminder__holding")
    return on_their_way(letters).order_by("reminder_id")


def reminders_to_post() -> QuerySet[ReminderLetter]:
    """Return the letters of reminders that somebody has to post."""
    return to_be_posted(letter_list().filter(reminder__state=Reminder.State.SENT))


def sending_jobs(building: Building) -> QuerySet[Job]:
    """Return the work on letters of reminders of a building, latest first."""
    return Job.objects.filter(tenant=building.pk, name=SENDING).order_by("-pk")
