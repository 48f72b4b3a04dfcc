from django.core.management.base import BaseCommand

from koprogo.accounts import services


class Command(BaseCommand):
    help = (
        "Encrypt all secrets with the newest of ENCRYPTION_KEYS; "
        "after that the older keys may be dropped."
    )

    def handle(self, **options):
        self.stdout.write(f"{services.renew_encryption()} rows renewed.")
