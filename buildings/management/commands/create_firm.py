"""The first firm of a new site: from then on everything is done on the pages."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.core.validators import URLValidator

from buildings.errors import FirmExists
from buildings.forms import ColleagueForm, FirmForm
from buildings.models import Role
from buildings.services.staff import found_firm


class Command(BaseCommand):
    help = (
        "Make a syndic's firm and invite its first manager by e-mail, or print the "
        "link for him. A firm of the same name is refused."
    )

    def add_arguments(self, parser):
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--firm", required=True, help="name of the firm")
        parser.add_argument("--name", required=True, help="name of its first manager")
        parser.add_argument("--email", required=True, help="his e-mail address")
        parser.add_argument(
            "--language", choices=languages, default=settings.LANGUAGE_CODE
        )
        parser.add_argument(
            "--origin",
            required=True,
            help="the address of the site, for the link: https://koprogo.example",
        )
        parser.add_argument(
            "--print", action="store_true", help="send nothing, print the link"
        )

    @no_translations
    def handle(self, *, firm, name, email, language, origin, **options):
        office = self._checked(FirmForm({"name": firm}))
        person = self._checked(
            ColleagueForm(
                {
                    "role": Role.MANAGER,
                    "name": name,
                    "email": email,
                    "language": language,
                }
            )
        )
        try:
            link = found_firm(
                name=office["name"],
                manager=person["name"],
                email=person["email"],
                language=language,
                origin=_site(origin),
                sent=not options["print"],
                by=None,
            )
        except FirmExists:
            raise CommandError(f"There is a firm “{office['name']}” already.") from None
        self.stdout.write(f"The firm “{office['name']}” is made.")
        self.stdout.write(link or f"The worker sends the invitation to {email}.")

    def _checked(self, form):
        if form.is_valid():
            return form.cleaned_data
        wrong = form.errors.items()
        raise CommandError("; ".join(f"{name}: {' '.join(why)}" for name, why in wrong))


def _site(origin: str) -> str:
    try:
        URLValidator(["http", "https"])(origin)
    except ValidationError:
        raise CommandError(f"origin: “{origin}” is no address of a site.") from None
    return origin.rstrip("/")
