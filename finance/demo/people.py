"""Those who can sign in: one for each role."""

from dataclasses import dataclass

from koprogo.accounts.models import User
from koprogo.accounts.services import verify_address

# Everybody's, and no secret: `make demo` prints it.
PASSWORD = "welkom-bienvenue"  # noqa: S105

MANAGER, ASSISTANT, ACCOUNTANT = "sophie", "jonas", "nathalie"
CO_OWNER, COUNCIL, AUDITOR, OCCUPANT = "lieve", "marc", "heike", "tom"
OTHER_MANAGER = "bruno"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in: what he is, and what to look at as him."""

    part: str
    name: str
    email: str
    language: str
    look: str


PEOPLE = {
    MANAGER: Person(
        "Syndic",
        "Sophie Lambert",
        "sophie@lambert.example",
        "fr",
        "Issue the next call of Bellevue, 182 lots, then make and send its letters.",
    ),
    ASSISTANT: Person(
        "Syndic's assistant",
        "Jonas Peeters",
        "jonas@lambert.example",
        "nl",
        "Prepares what others issue: the next call, invitations, documents of Bellevue.",
    ),
    ACCOUNTANT: Person(
        "Syndic's accountant",
        "Nathalie Wouters",
        "nathalie@lambert.example",
        "fr",
        "Records payments; Sven Claes stopped paying, one payment was reversed.",
    ),
    CO_OWNER: Person(
        "Co-owner in two buildings",
        "Lieve Janssens",
        "lieve@mail.example",
        "nl",
        "Has the lift to pay in Bellevue; in Les Tilleuls her letter came by e-mail.",
    ),
    COUNCIL: Person(
        "Council member and co-owner",
        "Marc Dubois",
        "marc@mail.example",
        "fr",
        "His own account, and no neighbour's; the quotes for the lift and the history.",
    ),
    AUDITOR: Person(
        "Auditor of the accounts",
        "Heike Schröder",
        "heike@mail.example",
        "de",
        "Reads all accounts of Bellevue until next year ends, and changes nothing.",
    ),
    OCCUPANT: Person(
        "Occupant",
        "Tom Baker",
        "tom@mail.example",
        "en",
        "Rents a flat in Bellevue: the house rules, no money and no list of owners.",
    ),
    OTHER_MANAGER: Person(
        "Syndic of another firm",
        "Bruno Delvaux",
        "bruno@delvaux.example",
        "fr",
        "Has Les Tilleuls, 12 lots: letters sent, posted, and one that came back.",
    ),
}


def create_users() -> dict[str, User]:
    """Open an account for everybody; the keys are those of ``PEOPLE``."""
    users = {
        key: User.objects.create_user(
            person.email, PASSWORD, name=person.name, language=person.language
        )
        for key, person in PEOPLE.items()
    }
    for user in users.values():
        verify_address(user)
    return users


def sign_ins() -> list[Person]:
    """Return everybody who can sign in, all of them with ``PASSWORD``."""
    return list(PEOPLE.values())
