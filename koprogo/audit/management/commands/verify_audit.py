from django.core.management.base import BaseCommand, CommandError

from koprogo.audit import queries
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


class Command(BaseCommand):
    help = (
        "Compute the chain of sealed events again, of one tenant or of all. Prints the "
        "last hash: note it on paper, and ask for it later with --noted."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="of the tenant; all without")
        parser.add_argument("--noted", help="a hash printed before: is it still there?")

    def handle(self, *, slug, noted, **options):
        if noted and not slug:
            raise CommandError("--noted needs the slug of the tenant it is of")
        tenants = Tenant.objects.order_by("slug")
        if slug:
            tenants = tenants.filter(slug=slug)
            if not tenants:
                raise CommandError(f"there is no tenant {slug}")
        broken = sum(not self._is_sound(tenant, noted) for tenant in tenants)
        if broken:
            raise CommandError(f"{broken} chain(s) broken")

    def _is_sound(self, tenant: Tenant, noted: str | None) -> bool:
        with enter(tenant.pk, by=None, read_only=True):
            verdict = queries.verify()
            lost = bool(noted) and not queries.holds(noted)
        if verdict.broken:
            self.stderr.write(f"{tenant.slug}: {verdict.broken}")
        if lost:
            self.stderr.write(f"{tenant.slug}: no seal has the noted hash")
        sound = not (verdict.broken or lost)
        self.stdout.write(
            f"{tenant.slug}: {'sound' if sound else 'broken'}, {verdict.seals} seals, "
            f"{verdict.events} events, {verdict.waiting} waiting, {verdict.head}"
        )
        return sound
