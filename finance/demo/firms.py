"""The two offices of syndics, what stands on their letters, and who works there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from buildings import services
from buildings.logos import draw_logo
from buildings.models import Firm, Role
from finance.demo import logo, people
from koprogo.accounts.models import User


@dataclass(frozen=True, slots=True)
class FirmRow:
    """``fields`` of ``create_firm``; ``staff`` by the key of the person.

    ``logo`` draws what stands at the head of the letters.
    """

    fields: Mapping[str, str]
    staff: Mapping[str, Role]
    logo: Callable[[], bytes] | None = None

    def first(self, *roles: Role) -> str:
        """Return who has the first of these roles that somebody has here."""
        found = {role: key for key, role in self.staff.items()}
        return next(found[role] for role in roles if role in found)


LAMBERT = FirmRow(
    fields={
        "name": "Syndic Lambert",
        "kbo": "0999023487",
        "street": "Chaussée d’Alsemberg 210",
        "postal_code": "1190",
        "city": "Bruxelles",
        "email": "bureau@lambert.example",
        "phone": "+32 2 000 00 10",
        "website": "https://lambert.example",
        "professional_number": "999.101",
        "letter_footer": "Permanence : lundi et jeudi, 9 h–12 h · "
        "Spreekuur: maandag en donderdag, 9–12 u.",
    },
    staff={
        people.MANAGER: Role.MANAGER,
        people.ASSISTANT: Role.ASSISTANT,
        people.ACCOUNTANT: Role.ACCOUNTANT,
    },
    logo=logo.draw,
)
DELVAUX = FirmRow(
    fields={
        "name": "Gestion Delvaux",
        "kbo": "0999034573",
        "street": "Rue du Pont 2",
        "postal_code": "5000",
        "city": "Namur",
        "email": "bureau@delvaux.example",
        "phone": "+32 81 00 00 20",
        "website": "https://delvaux.example",
        "professional_number": "999.202",
        "letter_footer": "Sinistres et pannes, jour et nuit : +32 81 00 00 21",
    },
    staff={people.OTHER_MANAGER: Role.MANAGER},
)


def set_logo(row: FirmRow, firm: Firm, *, users: Mapping[str, User]) -> None:
    """Put its picture on the letters of a firm that draws one."""
    if row.logo:
        png = draw_logo(row.logo())
        services.set_logo(firm, png=png, by=users[row.first(Role.MANAGER)])


def open_firm(row: FirmRow, *, users: Mapping[str, User], since: date) -> Firm:
    firm = services.create_firm(**row.fields)
    for key, role in row.staff.items():
        services.employ(users[key], firm=firm, role=role, since=since)
    return firm
