"""Bring in a building that another installation has handed over."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date

from buildings.models import Building, Firm, Mandate
from buildings.services import start_mandate
from koprogo.archive.errors import ArchiveError
from koprogo.archive.services import bring_in
from koprogo.tenancy import enter


class Command(BaseCommand):
    help = (
        "Bring in the archive of a building. Every file and the signature are checked; "
        "when something is wrong, nothing is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", default="", help="another address than before")
        parser.add_argument(
            "--signed-by",
            default="",
            metavar="KEY",
            help="the public key that the sender has told you",
        )
        parser.add_argument("--firm", help="name of the syndic's firm, from today on")
        parser.add_argument("--until", type=_day, help="end of its mandate: 2028-12-31")

    @no_translations
    def handle(self, *, file, slug, signed_by, firm, until, **options):
        syndic = self._syndic(firm, until) if firm else None
        try:
            with file.open("rb") as source, transaction.atomic():
                tenant, key = bring_in(source, by=None, slug=slug, signed_by=signed_by)
                if syndic is not None:
                    with enter(tenant.pk, by=None):
                        _appoint(syndic)
        except ArchiveError as error:
            said = (type(error).__doc__ or "").partition("\n")[0]
            raise CommandError(f"{said} ({error})") from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(f"“{tenant.name}” is there: /b/{tenant.slug}/")
        self.stdout.write(f"Signed with the key {key}")
        if not signed_by:
            self.stdout.write("Compare it with the key that the sender has told you.")

    def _syndic(self, name: str, until) -> Mandate:
        """Return the mandate to be, before anything is written."""
        firm = Firm.objects.filter(name=name).first()
        if firm is None:
            raise CommandError(f"There is no firm “{name}”: see create_firm.")
        mandate = Mandate(firm=firm, since=timezone.localdate(), until=until)
        try:
            mandate.clean_fields(exclude=["tenant"])
            mandate.validate_constraints(exclude=["tenant"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        return mandate


def _appoint(mandate: Mandate) -> None:
    start_mandate(
        Building.objects.get(),
        firm=mandate.firm,
        since=mandate.since,
        until=mandate.until,
        by=None,
    )


def _day(text: str):
    day = parse_date(text)
    if day is None:
        raise ValueError(text)
    return day
