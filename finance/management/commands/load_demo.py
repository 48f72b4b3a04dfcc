from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from finance import demo

HEADINGS = ("Role", "Name", "E-mail", "Password", "Language")


class Command(BaseCommand):
    help = (
        "Fill an installation for show: two buildings, their people, a year of books."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--sign-ins",
            action="store_true",
            help="load nothing, print who can sign in: one person for each role",
        )

    @no_translations
    def handle(self, *, sign_ins, **options):
        if not settings.DEMO:
            raise CommandError("This installation is not for show (settings.DEMO).")
        if sign_ins:
            self.stdout.write(table([HEADINGS, *demo.sign_ins()]))
        elif demo.load(today=timezone.localdate()):
            self.stdout.write("The demo is loaded.")
        else:
            self.stdout.write("The demo was loaded before.")


def table(rows):
    """Return the rows as lines of text with aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )
