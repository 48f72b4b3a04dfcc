"""Who took part in the ASBL of the demo, month by month: invented co-ownerships."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle, product

from buildings.models import Owner, Participation, ParticipationPeriod
from buildings.services.ownership import create_parties
from transparency.tariff import effective_from

Way = ParticipationPeriod.Way

#: co-ownerships at the end of each month, over three years: two tiers are crossed
PARTICIPANTS = (
    *(8, 11, 15, 18, 22, 26, 31, 35, 40, 44, 49, 55),
    *(62, 70, 78, 86, 95, 104, 113, 123, 133, 144, 156, 168),
    *(182, 240, 310, 390, 470, 521, 600, 690, 800, 910, 1004, 1034),
)
HOUSES = ("Résidence", "Residentie", "Clos", "Hof", "Les Jardins", "Park", "Domaine")
TREES = (
    *("des Tilleuls", "Beukenhof", "du Chêne", "Lindenlaan", "des Érables", "Wilgen"),
    *(
        "du Canal",
        "Zavel",
        "Saint-Gilles",
        "Kouter",
        "du Parc",
        "Duinzicht",
        "Vennhaus",
    ),
    *("des Charmes", "Elzas", "du Moulin", "Kastanje", "des Cerisiers", "Molenbeek"),
    *("de la Senne", "Leievelde", "du Midi", "Rozenberg", "Am Bach", "des Ormes"),
)
FIRST = (
    "An",
    "Bilal",
    "Chloé",
    "Dirk",
    "Elif",
    "Farid",
    "Greet",
    "Hugo",
    "Inès",
    "Jan",
)
LAST = ("Claes", "Dupont", "Maes", "Lambrecht", "Yilmaz", "Schmitz", "Leroy", "Nguyen")
LANGUAGES = ("nl", "fr", "nl", "fr", "de", "nl", "fr", "en")


def months(today: date) -> list[date]:
    """Return the first days of the months of ``PARTICIPANTS``; the last is today's."""
    count = today.year * 12 + today.month - len(PARTICIPANTS)
    return [date(*_month(count + step)) for step in range(len(PARTICIPANTS))]


def _month(count: int) -> tuple[int, int, int]:
    year, index = divmod(count, 12)
    return year, index + 1, 1


def arrive(many: int, *, before: int, month: date, today: date) -> None:
    """Let ``many`` co-ownerships join on days of a month, after ``before`` others."""
    names = [f"{house} {tree}" for tree, house in product(TREES, HOUSES)]
    numbers = range(before, before + many)
    owners = Owner.objects.bulk_create(_voter(number) for number in numbers)
    parties = create_parties(many)
    rows = Participation.objects.bulk_create(
        Participation(
            kind=Participation.Kind.CO_OWNERSHIP,
            name=_name(names, number),
            voter=owner,
            party=party,
        )
        for number, owner, party in zip(numbers, owners, parties, strict=True)
    )
    days = _days(month, today)
    ParticipationPeriod.objects.bulk_create(
        ParticipationPeriod(participation=row, way=_way(number), since=day)
        for number, row, day in zip(numbers, rows, cycle(days), strict=False)
    )


def _name(names: Sequence[str], number: int) -> str:
    again, index = divmod(number, len(names))
    return f"{names[index]} {again + 1}" if again else names[index]


def _voter(number: int) -> Owner:
    first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
    return Owner(
        code=f"M{number + 1}",
        first_name=first,
        last_name=last,
        email=f"membre{number + 1}@mail.example",
        channel=Owner.Channel.EMAIL,
        language=LANGUAGES[number % len(LANGUAGES)],
    )


def _way(number: int) -> str:
    return Way.SELF_HOSTED if number % 5 == 0 else Way.HOSTED


def last_day(month: date) -> date:
    return effective_from(month) - timedelta(days=1)


def _days(month: date, today: date) -> list[date]:
    """Return the days of a month on which somebody joins: none to come."""
    last = min(last_day(month), today)
    return [month.replace(day=day) for day in range(1, last.day + 1)]
