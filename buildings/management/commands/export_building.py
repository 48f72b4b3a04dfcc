"""Everything of a building as one signed ZIP (docs/adr/0011-archive.md)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone, translation

from koprogo.archive.services import export, site_key
from koprogo.documents.services import Damaged
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


class Command(BaseCommand):
    help = "Write everything of a building into one signed ZIP: tables, documents, history."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="of the building")
        parser.add_argument("--to", type=Path, help="the file; SLUG-DAY.zip without")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of the tables that people read",
        )

    @no_translations
    def handle(self, *, slug, to, language, **options):
        tenant = Tenant.objects.filter(slug=slug).first()
        if tenant is None:
            raise CommandError(f"There is no building “{slug}”.")
        path = to or Path(f"{slug}-{timezone.localdate()}.zip")
        try:
            with (
                path.open("xb") as target,
                enter(tenant.pk, by=None, read_only=True, snapshot=True),
                translation.override(language),
            ):
                export(tenant, target)
        except OSError as error:
            raise CommandError(_said(error, path)) from error
        self.stdout.write(f"{path}: “{tenant.name}”, {path.stat().st_size:,} bytes.")
        self.stdout.write(f"Signed with the key {site_key()}")


def _said(error: OSError, path: Path) -> str:
    if isinstance(error, Damaged):
        path.unlink()
        return f"The storage has lost or changed the file {error}: restore it first."
    return f"{path}: {error.strerror}"
