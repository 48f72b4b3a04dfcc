"""The solidarity fund of a platform: founded once, after a look at what would be done."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction
from django.utils import timezone

from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.errors.money import NamesTheFund
from solidarity.forms.money import FundAccountForm
from solidarity.services.founding import found_fund
from solidarity.services.fund_account import set_account


class Command(BaseCommand):
    help = (
        "Found the solidarity fund of the ASBL that runs this platform, with its bank "
        "account. Prints what it would do; --write does it."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--since", type=date.fromisoformat, help="first day (default: today)"
        )
        parser.add_argument(
            "--decision", required=True, help="the decision that founds it, in words"
        )
        parser.add_argument("--iban", required=True, help="its bank account")
        parser.add_argument(
            "--holder",
            required=True,
            help="the name that the bank writes on transfers: never that of the fund",
        )
        parser.add_argument("--kbo", required=True, help="enterprise number")
        parser.add_argument("--creditor", default="", help="for direct debits")
        parser.add_argument("--write", action="store_true", help="do it")

    @no_translations
    def handle(self, *, since, decision, write, **options):
        since = since or timezone.localdate()
        self._check()
        names = ("holder", "iban", "kbo", "creditor")
        account = self._checked({name: options[name] for name in names})
        self.stdout.write(f"Solidarity fund since {since}, by: {decision}")
        self.stdout.write(f"Account {account['iban']} of {account['holder']}")
        if not write:
            self.stdout.write("Nothing was written: add --write to do it.")
            return
        try:
            self._found(since, decision, account)
        except NamesTheFund:
            raise CommandError("holder: it names the fund.") from None
        self.stdout.write("The fund is founded.")

    def _check(self):
        if not settings.ASBL_PLATFORM:
            raise CommandError("This is not the platform of the ASBL.")
        kinds = set(Tenant.objects.values_list("kind", flat=True))
        if Tenant.Kind.ASBL not in kinds:
            raise CommandError("The ASBL comes first: it has not been founded yet.")
        if Tenant.Kind.FUND in kinds:
            raise CommandError("There is a solidarity fund already.")

    def _checked(self, said: dict) -> dict:
        form = FundAccountForm(said)
        if form.is_valid():
            return form.cleaned_data
        wrong = form.errors.items()
        raise CommandError("; ".join(f"{name}: {' '.join(why)}" for name, why in wrong))

    @transaction.atomic
    def _found(self, since, decision, account):
        tenant = found_fund(since=since, decision_text=decision, by=None)
        with enter(tenant.pk, by=None):
            set_account(**account, by=None)
