"""``manage.py import_bank FILE``: the statements of a CODA or camt.053, each where it is of."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from finance.bank.messages import sentence as unreadable
from finance.bank.statement import StatementError
from finance.refusals.bank import sentence
from finance.services.bank_import import Result, State, import_file, places_of


class Command(BaseCommand):
    help = "Import a file of a bank; one imported before changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--user",
            help="e-mail address of whoever imports: only buildings where he may",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what it would do, do nothing"
        )

    def handle(self, *, file, user, dry_run, **options):
        by = _person(user) if user else None
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from None
        with _nothing_kept() if dry_run else nullcontext():
            try:
                results = import_file(data, places=places_of(by), by=by)
            except StatementError as error:
                raise CommandError(unreadable(error)) from None
            for result in results:
                self.stdout.write(_told(result))
        if dry_run:
            self.stdout.write("Nothing was changed.")
        if any(result.state is State.REFUSED for result in results):
            raise CommandError("Some statements were refused.")


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Take back at the end what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _person(email: str):
    found = get_user_model().objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"Nobody has the address {email}.")
    return found


def _told(result: Result) -> str:
    """Return what became of a statement, on one line."""
    read = result.statement
    words = [read.account, read.number, str(read.closing_date)]
    if result.place is not None:
        words.append(result.place.tenant.slug)
    words.append(f"{result.state}:")
    words.append(_detail(result))
    return " ".join(filter(None, words))


def _detail(result: Result) -> str:
    if result.refusal is not None:
        return sentence(result.refusal)
    found = result.imported
    if found is None:
        return f"{len(result.statement.movements)} movements"
    counted = [f"{kind or 'suspense'} {many}" for kind, many in found.counts.items()]
    missing = f"; {found.missing} missing before it" if found.missing else ""
    return f"{found.movements} movements ({', '.join(counted)}){missing}"
