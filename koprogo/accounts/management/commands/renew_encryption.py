from django.core.management.base import BaseCommand

from koprogo import slots


class Command(BaseCommand):
    help = (
        "Encrypt all secrets with the newest of ENCRYPTION_KEYS; "
        "after that the older keys may be dropped."
    )

    def handle(self, **options):
        renewed = sum(renew() for renew in slots.encryption_renewals)
        self.stdout.write(f"{renewed} rows renewed.")
