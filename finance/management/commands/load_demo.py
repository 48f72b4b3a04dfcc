from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction
from django.utils import timezone

from finance import demo
from koprogo.slots import demo_of_site


class Command(BaseCommand):
    help = "Fill an installation for show: three buildings, two years of books."

    def add_arguments(self, parser):
        parser.add_argument(
            "--sign-ins",
            action="store_true",
            help="load nothing, print who can sign in: one person for each role",
        )
        parser.add_argument(
            "--origin",
            default=demo.ORIGIN,
            help="the address of the site, for links in mails",
        )

    @no_translations
    def handle(self, *, sign_ins, origin, **options):
        if not settings.DEMO:
            raise CommandError("This installation is not for show (settings.DEMO).")
        if sign_ins:
            self.stdout.write("\n".join(sign_in_lines()))
        elif load(origin):
            self.stdout.write("The demo is loaded.")
        else:
            self.stdout.write("The demo was loaded before.")


@transaction.atomic
def load(origin: str) -> bool:
    """Write the buildings, and what other apps show beside them: all of it or nothing."""
    today = timezone.localdate()
    if not demo.load(today=today, origin=origin):
        return False
    users = demo.users()
    for act in demo_of_site:
        act(today, users)
    return True


def sign_in_lines():
    """Yield the shared password, then two lines for each person who signs in."""
    yield f"Everybody signs in with the password {demo.PASSWORD}"
    languages = dict(settings.LANGUAGES)
    people = demo.sign_ins()
    width = max(len(person.email) for person in people)
    for person in people:
        yield ""
        speaks = languages[person.language]
        yield f"{person.email:{width}}  {person.part}: {person.name}, {speaks}"
        yield f"{'':{width}}  {person.look}"
