from django.core.management.base import BaseCommand
from django.utils import timezone

from koprogo.documents.services import sweep
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


class Command(BaseCommand):
    help = "List stored bytes older than a day that no document points to."

    def add_arguments(self, parser):
        parser.add_argument("--delete", action="store_true", help="remove them")

    def handle(self, *, delete, **options):
        found = 0
        for tenant in Tenant.objects.order_by("slug"):
            with enter(tenant.pk, by=None):
                left = sweep(now=timezone.now(), delete=delete)
            for path in left:
                self.stdout.write(path)
            found += len(left)
        self.stdout.write(f"{found} {'removed' if delete else 'left behind'}")
