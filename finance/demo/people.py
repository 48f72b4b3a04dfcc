"""Those who can sign in: one for each role."""

from dataclasses import dataclass

from django.conf import settings

from koprogo.accounts.models import User

# Everybody's, and no secret: `make demo` prints it.
PASSWORD = "welkom-bienvenue"  # noqa: S105

MANAGER, ASSISTANT, ACCOUNTANT = "sophie", "jonas", "nathalie"
CO_OWNER, COUNCIL, AUDITOR, OCCUPANT = "lieve", "marc", "heike", "tom"
OTHER_MANAGER = "bruno"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in; ``part`` is what he is, for whoever tries the demo."""

    part: str
    name: str
    email: str
    language: str


PEOPLE = {
    MANAGER: Person("Syndic", "Sophie Lambert", "sophie@lambert.example", "fr"),
    ASSISTANT: Person(
        "Syndic's assistant", "Jonas Peeters", "jonas@lambert.example", "nl"
    ),
    ACCOUNTANT: Person(
        "Syndic's accountant", "Nathalie Wouters", "nathalie@lambert.example", "fr"
    ),
    CO_OWNER: Person(
        "Co-owner in both buildings", "Lieve Janssens", "lieve@mail.example", "nl"
    ),
    COUNCIL: Person(
        "Council member and co-owner", "Marc Dubois", "marc@mail.example", "fr"
    ),
    AUDITOR: Person(
        "Auditor of the accounts", "Heike Schröder", "heike@mail.example", "de"
    ),
    OCCUPANT: Person("Occupant", "Tom Baker", "tom@mail.example", "en"),
    OTHER_MANAGER: Person(
        "Syndic of the other building", "Bruno Delvaux", "bruno@delvaux.example", "fr"
    ),
}


def create_users() -> dict[str, User]:
    """Open an account for everybody; the keys are those of ``PEOPLE``."""
    return {
        key: User.objects.create_user(
            person.email, PASSWORD, name=person.name, language=person.language
        )
        for key, person in PEOPLE.items()
    }


def sign_ins() -> list[tuple[str, str, str, str, str]]:
    """Return (role, name, e-mail, password, language), one line for each role."""
    languages = dict(settings.LANGUAGES)
    return [
        (one.part, one.name, one.email, PASSWORD, str(languages[one.language]))
        for one in PEOPLE.values()
    ]
