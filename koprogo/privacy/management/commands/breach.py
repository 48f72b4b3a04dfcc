from datetime import datetime
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from koprogo.privacy.breaches import (
    BreachClosed,
    NotYet,
    StepTaken,
    add_entry,
    open_breach,
)
from koprogo.privacy.clock import hours_left
from koprogo.privacy.models import Breach, BreachEntry

STEPS = {
    "note": BreachEntry.Kind.NOTE,
    "told-authority": BreachEntry.Kind.AUTHORITY,
    "told-people": BreachEntry.Kind.PEOPLE,
    "close": BreachEntry.Kind.CLOSED,
}
REFUSALS = {
    Breach.DoesNotExist: "there is no such breach",
    BreachClosed: "this breach is closed: open another one",
    StepTaken: "this step is in the register already",
    NotYet: "this moment lies in the future, or before the breach was found",
}


def moment(text: str) -> datetime:
    """Read ``2026-05-01 10:00``, in the time of the site."""
    read = parse_datetime(text)
    if read is None:
        raise ValueError(text)
    return read if timezone.is_aware(read) else timezone.make_aware(read)


class Command(BaseCommand):
    help = (
        "The register of personal data breaches (GDPR, art. 33). The authority must be "
        "told within 72 hours after a breach was found. Nothing written here changes."
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="all breaches, and the hours that are left")
        opening = actions.add_parser("open", help="write down a breach: the clock runs")
        opening.add_argument("--found", type=moment, required=True)
        opening.add_argument("--what", required=True, help="what happened")
        opening.add_argument("--who", required=True, help="whom it concerns, how many")
        opening.add_argument("--measures", default="", help="what was done against it")
        opening.add_argument("--by", required=True, help="your name")
        for step in STEPS:
            one = actions.add_parser(step)
            one.add_argument("breach", type=UUID)
            one.add_argument("text", help="what, to whom, why not, by which reference")
            one.add_argument("--at", type=moment, help="now without it")
            one.add_argument("--by", required=True, help="your name")

    def handle(self, *, action, **options):
        own = {"list": self._list, "open": self._open}
        try:
            own.get(action, self._step)(action, options)
        except tuple(REFUSALS) as refusal:
            raise CommandError(REFUSALS[type(refusal)]) from refusal

    def _list(self, _action, _options):
        for breach in Breach.objects.prefetch_related("entries"):
            self._print(breach)

    def _open(self, _action, options):
        breach = open_breach(
            found_at=options["found"],
            what=options["what"],
            concerned=options["who"],
            measures=options["measures"],
            by=options["by"],
        )
        self._print(breach)

    def _step(self, action, options):
        entry = add_entry(
            options["breach"],
            kind=STEPS[action],
            text=options["text"],
            at=options["at"] or timezone.now(),
            by=options["by"],
        )
        self._print(entry.breach)

    def _print(self, breach: Breach) -> None:
        entries = list(breach.entries.all())
        self.stdout.write(
            f"{breach.uuid}  found {_local(breach.found_at)}  {_clock(breach, entries)}"
        )
        self.stdout.write(f"  what: {breach.what}\n  who: {breach.concerned}")
        self.stdout.write(f"  measures: {breach.measures or '–'}  ({breach.author})")
        for entry in entries:
            said = f"  {_local(entry.at)}  {entry.kind}: {entry.text}"
            self.stdout.write(f"{said}  ({entry.author})")


def _clock(breach: Breach, entries: list[BreachEntry]) -> str:
    """Say how many hours are left, or when the authority was told."""
    by_kind = {entry.kind: entry for entry in entries}
    if told := by_kind.get(BreachEntry.Kind.AUTHORITY):
        return f"authority told {_local(told.at)}"
    if BreachEntry.Kind.CLOSED in by_kind:
        return "closed without telling the authority"
    left = hours_left(breach.found_at, now=timezone.now())
    return f"{left} hours left" if left >= 0 else f"{-left} HOURS LATE"


def _local(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
