from django.core.management.base import BaseCommand, CommandError

from governance.queries.integrity import findings
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


class Command(BaseCommand):
    help = "Count every meeting again: its chain, its ballots, its seals, its register."

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="of one building; all, without it")

    def handle(self, slug=None, **options):
        tenants = Tenant.objects.order_by("slug")
        if slug:
            tenants = tenants.filter(slug=slug)
            if not tenants:
                raise CommandError(f"there is no {slug}")
        broken = 0
        for tenant in tenants:
            with enter(tenant.pk, by=None, read_only=True):
                found = list(findings())
            for finding in found:
                self.stderr.write(f"{tenant.slug}: {finding.rule}: {finding.what}")
            broken += bool(found)
            self.stdout.write(f"{tenant.slug}: {'broken' if found else 'sound'}")
        if broken:
            raise CommandError(f"the meetings of {broken} tenant(s) are broken")
