"""The next syndic of a building, where nobody is left who could record him on the site."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction

from buildings.models import Firm, FirmMember
from governance.errors.base import GovernanceError
from governance.forms.council import SyndicForm
from governance.models import SyndicTerm
from governance.queries.mandates import syndic_on, syndics
from governance.refusals.council import sentence
from governance.services.mandates import change_syndic
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


class Command(BaseCommand):
    help = (
        "Give the mandate of syndic to a firm of this site, on a decision of the "
        "assembly or of the judge (art. 3.89 §1): for a building that has no syndic any "
        "more, or not yet. Prints what it would do; --apply does it."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="of the building")
        parser.add_argument(
            "--firm", required=True, help="KBO number of a firm of this site"
        )
        parser.add_argument("--since", required=True, help="first day: 2026-05-01")
        parser.add_argument(
            "--until",
            required=True,
            help="the first day on which it holds no more, three years later at most",
        )
        parser.add_argument(
            "--decided-on", required=True, help="day of the decision or the judgment"
        )
        parser.add_argument(
            "--decision",
            required=True,
            help="what co-owners read: “Assembly of 12 March 2026, point 9”",
        )
        parser.add_argument(
            "--user",
            required=True,
            help="your e-mail address: the history says who recorded it",
        )
        parser.add_argument("--apply", action="store_true", help="store it")

    @no_translations
    def handle(self, *, slug, user, apply, **options):
        tenant = Tenant.objects.filter(slug=slug, kind=Tenant.Kind.CO_OWNERSHIP).first()
        if tenant is None:
            raise CommandError(f"There is no building “{slug}”.")
        by = get_user_model().objects.filter(email__iexact=user).first()
        if by is None:
            raise CommandError(f"Nobody has the address {user}.")
        with enter(tenant.pk, by=by):
            self._appoint(_checked(options), by)
            if not apply:
                transaction.set_rollback(True)
        done = "Stored in" if apply else "Dry run, nothing stored in"
        self.stdout.write(f"{done} “{tenant.name}” ({tenant.slug}).")

    def _appoint(self, given: dict, by) -> None:
        before = syndic_on(given["since"], syndics())
        try:
            term = change_syndic(**given, by=by)
        except GovernanceError as error:
            raise CommandError(sentence(error)) from None
        if before is not None and before.since < term.since:
            self.stdout.write(
                f"The mandate of {before.name} ends on {term.since}, not on "
                f"{before.until}: from then on its people do not enter any more."
            )
        self.stdout.write(
            f"Syndic from {term.since} until {term.until}: {term.name} ({term.kbo})."
        )
        self.stdout.write(f"Decision of {term.decided_on}: {term.decided}")
        self.stdout.write(f"Its people who enter from that day on: {_people(term)}.")


def _checked(options: dict) -> dict:
    """Return what was typed as the page of the syndic would take it."""
    form = SyndicForm(
        {
            "kbo": options["firm"],
            "since": options["since"],
            "until": options["until"],
            "decided_on": options["decided_on"],
            "decided_text": options["decision"],
        }
    )
    # Left empty, it would renew the present syndic.
    form.fields["kbo"].required = True
    if form.is_valid():
        return form.cleaned_data
    wrong = form.errors.items()
    raise CommandError("; ".join(f"{name}: {' '.join(why)}" for name, why in wrong))


def _people(term: SyndicTerm) -> int:
    firm = Firm.objects.filter(kbo=term.kbo)
    return FirmMember.objects.on(term.since).filter(firm__in=firm).count()
