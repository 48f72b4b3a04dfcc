"""Those who can sign in: one for each role."""

from dataclasses import dataclass

from koprogo.accounts.models import User
from koprogo.accounts.services import verify_address

# Everybody's, and no secret: `make demo` prints it.
PASSWORD = "welkom-bienvenue"  # noqa: S105

MANAGER, ASSISTANT, ACCOUNTANT = "sophie", "jonas", "nathalie"
CO_OWNER, COUNCIL, AUDITOR, OCCUPANT = "lieve", "marc", "heike", "tom"
OTHER_MANAGER, VOTER = "bruno", "selin"
BOARD, SECOND_BOARD, TREASURER, MEMBER = "amelie", "karim", "pieter", "noor"
LAWYER, SOCIAL_WORKER = "willem", "leila"
NEWCOMER, FOUNDER = "ines", "lotte"


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
        "Runs Bellevue, 182 lots: its month, its books, decisions to follow up and the "
        "next assembly. At Parkzicht the owners are voting: hold their meeting.",
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
        "Keeps the books: bank, invoices, a year that is closed; Sven Claes stopped paying.",
    ),
    CO_OWNER: Person(
        "Co-owner in two buildings",
        "Lieve Janssens",
        "lieve@mail.example",
        "nl",
        "Has the lift to pay in Bellevue and contests it; mediates between neighbours.",
    ),
    COUNCIL: Person(
        "Council member and co-owner",
        "Marc Dubois",
        "marc@mail.example",
        "fr",
        "His account, the quotes for the lift; a neighbour reported something to the council.",
    ),
    AUDITOR: Person(
        "Auditor of the accounts",
        "Heike Schröder",
        "heike@mail.example",
        "de",
        "Signed a report on Bellevue and goes through the vouchers of the running year.",
    ),
    OCCUPANT: Person(
        "Occupant",
        "Tom Baker",
        "tom@mail.example",
        "en",
        "Rents a flat in Bellevue: no money, no list of owners, and many neighbours.",
    ),
    OTHER_MANAGER: Person(
        "Syndic of another firm",
        "Bruno Delvaux",
        "bruno@delvaux.example",
        "fr",
        "Has Les Tilleuls, 12 lots: letters sent and posted, an assembly convened.",
    ),
    VOTER: Person(
        "Co-owner at a meeting",
        "Selin Özdemir",
        "selin@mail.example",
        "nl",
        "Is at the assembly of Parkzicht with a proxy: a vote is open, on her phone.",
    ),
    BOARD: Person(
        "Board member of the ASBL",
        "Amélie Renard",
        "amelie@koprogo.example",
        "fr",
        "Three years of the ASBL: members, tariffs, a report to review, the next assembly.",
    ),
    SECOND_BOARD: Person(
        "Second board member of the ASBL",
        "Karim Bensalem",
        "karim@koprogo.example",
        "nl",
        "Publishes what Amélie reviewed, and approves costs that Pieter entered.",
    ),
    TREASURER: Person(
        "Treasurer of the ASBL",
        "Pieter De Smet",
        "pieter@koprogo.example",
        "nl",
        "Keeps the books of the ASBL: costs with vouchers, contributions, quarters.",
    ),
    MEMBER: Person(
        "Member of the ASBL",
        "Noor Vermeulen",
        "noor@mail.example",
        "nl",
        "Pays one euro a month: statements, ideas for the surplus, one vote.",
    ),
    LAWYER: Person(
        "Lawyer of the solidarity committee",
        "Willem Aerts",
        "willem@solidarite.example",
        "nl",
        "Reads requests under pseudonyms and votes, once he added a second factor.",
    ),
    SOCIAL_WORKER: Person(
        "Social worker of the solidarity committee",
        "Leïla Haddad",
        "leila@solidarite.example",
        "fr",
        "Follows loans that come back; an emergency grant waits for votes.",
    ),
    NEWCOMER: Person(
        "Newcomer",
        "Inès Carlier",
        "ines@mail.example",
        "fr",
        "Moved into Bellevue this week: she says who she is, and meets her neighbours.",
    ),
    FOUNDER: Person(
        "Founder of a place for neighbours",
        "Lotte Claeys",
        "lotte@mail.example",
        "nl",
        "Lindehof in Ghent keeps its own syndic; its neighbours share hours and things.",
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


def users() -> dict[str, User]:
    """Return whoever was given an account, by the keys of ``PEOPLE``."""
    found = {user.email: user for user in User.objects.all()}
    return {key: found[person.email] for key, person in PEOPLE.items()}


def sign_ins() -> list[Person]:
    """Return everybody who can sign in, all of them with ``PASSWORD``."""
    return list(PEOPLE.values())
