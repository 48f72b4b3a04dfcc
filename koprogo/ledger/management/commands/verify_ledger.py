from django.core.management.base import BaseCommand, CommandError

from koprogo.ledger import queries
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


class Command(BaseCommand):
    help = "Recompute the books of every tenant, and what builds on them."

    def handle(self, **options):
        broken = 0
        for tenant in Tenant.objects.order_by("slug"):
            with enter(tenant.pk, by=None, read_only=True):
                findings = queries.findings()
            for finding in findings:
                self.stderr.write(f"{tenant.slug}: {finding.rule}: {finding.what}")
            broken += bool(findings)
            self.stdout.write(f"{tenant.slug}: {'broken' if findings else 'sound'}")
        if broken:
            raise CommandError(f"{broken} ledger(s) broken")
