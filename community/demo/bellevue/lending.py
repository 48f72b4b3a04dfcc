"""What neighbours of Bellevue lend each other, and the rooms that they share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from community.demo.clock import Days
from community.demo.photos import photo
from community.models import Bookable, Booking, Neighbour, Review
from community.services import bookables, bookings, lending

Category, Condition, Verdict = Bookable.Category, Bookable.Condition, Review.Verdict
People = Mapping[str, Neighbour]
HOUR, DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Good:
    """A thing that ``who`` lends; ``rules``: of its bookings."""

    who: str
    title: str
    text: str
    category: Category
    ago: int
    condition: Condition = Condition.GOOD
    conditions: str = ""
    rules: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loan:
    """Something lent: from a day and hour to another, counted from the day of the demo.

    ``words``: what the borrower and the owner said of it when it came back.
    """

    what: str
    who: str
    begins: tuple[int, int]
    ends: tuple[int, int]
    note: str = ""
    way: str = "returned"
    words: tuple[str, str] = ("", "")


GOODS = {
    "ladder": Good(
        "marc",
        "Échelle double, 2,20 m",
        "Aluminium, six marches, pieds antidérapants. Elle est dans ma cave, bloc A.",
        Category.TOOLS,
        165,
        conditions="Pas sur un sol mouillé, et à deux au-dessus de la quatrième marche.",
        rules={"longest": 3 * DAY, "ahead": 60},
    ),
    "drill": Good(
        "geert",
        "Klopboormachine – perceuse à percussion",
        "Met koffer, boren van 4 tot 12 mm en een stofvanger. Avec mèches pour le béton.",
        Category.TOOLS,
        160,
        conditions="Niet tussen 20 uur en 9 uur. Pas le dimanche.",
        rules={"is_automatic": True, "longest": 2 * DAY, "ahead": 90},
    ),
    "raclette": Good(
        "aurelie",
        "Appareil à raclette pour huit",
        "Huit poêlons, une pierrade par-dessus. Il revient lavé, c’est tout.",
        Category.KITCHEN,
        150,
        condition=Condition.WORN,
        rules={"deposit": Decimal("20.00"), "longest": 2 * DAY, "ahead": 120},
    ),
    "trailer": Good(
        "tom",
        "Bicycle trailer – remorque pour vélo",
        "Takes two crates or 40 kg. The hitch fits most frames; I can show you how.",
        Category.TRANSPORT,
        140,
        rules={"longest": 4 * DAY, "ahead": 60},
    ),
    "cleaner": Good(
        "lieve",
        "Hogedrukreiniger – nettoyeur haute pression",
        "Voor terras en fiets. Met tien meter slang.",
        Category.GARDEN,
        100,
        condition=Condition.NEW,
        conditions="Alleen op het terras of in de garage, en voor 18 uur.",
        rules={"deposit": Decimal("50.00"), "longest": DAY, "ahead": 30},
    ),
}
ROOMS = {
    "common": (
        "Salle commune",
        (
            "Au rez-de-chaussée du bloc A : quatre tables, trente chaises, une cuisine avec "
            "frigo et vaisselle. – Gemeenschappelijke zaal met keuken."
        ),
        {
            "opens": time(9),
            "closes": time(22),
            "longest": 6 * HOUR,
            "ahead": 90,
            "quota": 12 * HOUR,
            "is_automatic": True,
            "conditions": "On range, on balaie, on éteint. Musique basse après 20 heures.",
        },
    ),
    "workshop": (
        "Atelier du sous-sol",
        "Établi, étau et panneau d’outils. Le conseil répond à chaque demande.",
        {
            "opens": time(10),
            "closes": time(19),
            "longest": 4 * HOUR,
            "ahead": 30,
            "quota": 16 * HOUR,
            "is_automatic": False,
            "conditions": "Lunettes de protection obligatoires. Aspirer avant de partir.",
        },
    ),
}
LOANS = (
    Loan(
        *("ladder", "aurelie", (-118, 9), (-117, 18)),
        words=("Solide et légère, merci !", "Rendue à l’heure, et propre."),
    ),
    Loan(
        *("drill", "yasmine", (-95, 14), (-94, 12)),
        words=("Huit trous, zéro juron.", "Alles zat netjes in de koffer."),
    ),
    Loan(
        *("raclette", "marc", (-81, 17), (-80, 12)),
        words=("Une belle soirée à sept.", "Un poêlon manquait, vite retrouvé."),
    ),
    Loan(
        *("trailer", "lucas", (-63, 9), (-61, 18)),
        words=("Easy to hitch. Merci Tom.", "Came back a day late, with flowers."),
    ),
    # Six people on one day: what a month says of things is told from five on.
    Loan("drill", "ewa", (-62, 10), (-61, 12), "Two shelves and a mirror."),
    Loan("raclette", "sylvie", (-62, 16), (-61, 12), "Pour mes petits-enfants."),
    Loan("ladder", "gunther", (-62, 9), (-62, 18), "Die Lampe im Flur."),
    Loan(
        *("ladder", "lieve", (-44, 10), (-44, 18)),
        words=("Precies wat ik nodig had.", "Avec Lieve, pas de souci."),
    ),
    Loan(*("drill", "chloe", (-22, 10), (-21, 12)), words=("Parfait.", "")),
    Loan(*("cleaner", "geert", (-8, 9), (-8, 17)), words=("Terras als nieuw!", "")),
    Loan("trailer", "ewa", (-4, 9), (-1, 18), "For two big plants.", "late"),
    Loan(
        "raclette", "chloe", (-1, 17), (1, 12), "Pour six, avec mes collègues.", "out"
    ),
    Loan(
        "ladder", "sylvie", (3, 10), (4, 12), "Pour les rideaux du salon.", "accepted"
    ),
    Loan("drill", "gunther", (5, 10), (5, 18), "Ein Regal im Flur.", "accepted"),
    Loan("cleaner", "tom", (6, 9), (6, 16), "Two muddy bicycles.", "asked"),
    Loan("raclette", "lieve", (12, 17), (13, 12), "Met mijn leesclub.", "asked"),
    Loan("common", "aurelie", (-75, 14), (-75, 19), "Anniversaire de Théo.", "room"),
    Loan("common", "marc", (-30, 18), (-30, 21), "Réunion du conseil.", "room"),
    Loan("common", "ewa", (-12, 15), (-12, 20), "Pierogi for everybody.", "room"),
    Loan("common", "sylvie", (2, 14), (2, 17), "Atelier couture.", "room"),
    Loan("common", "yasmine", (4, 17), (4, 20), "Soutien scolaire.", "room"),
    Loan("common", "chloe", (16, 14), (16, 20), "Fête de ma mère.", "room"),
    Loan("workshop", "lucas", (7, 10), (7, 13), "Poncer une table.", "asked"),
)


def play(days: Days, people: People) -> None:
    """Put everything up, and lend it day by day."""
    found = {key: _offered(key, good, days, people) for key, good in GOODS.items()}
    found |= {key: _opened(key, days, people) for key in ROOMS}
    for loan in LOANS:
        Lent(loan, found[loan.what], days, people).play()
    _wait(found, days, people)


def _number(*what) -> UUID:
    return uuid5(NAMESPACE_URL, "koprogo demo " + " ".join(map(str, what)))


def _offered(key: str, good: Good, days: Days, people: People) -> Bookable:
    me = people[good.who]
    with days.on(-good.ago, 20):
        return bookables.add_thing(
            uuid=_number("thing", key),
            title=good.title,
            text=good.text,
            photos=[photo(key)],
            category=good.category,
            condition=good.condition,
            conditions=good.conditions,
            me=me,
            by=me.user,
            **good.rules,
        )


def _opened(key: str, days: Days, people: People) -> Bookable:
    title, text, rules = ROOMS[key]
    me = people["marc"]
    with days.on(-178, 20):
        return bookables.add_room(
            uuid=_number("room", key),
            title=title,
            text=text,
            photos=[photo("room")] if key == "common" else (),
            me=me,
            by=me.user,
            **rules,
        )


def _wait(found: Mapping[str, Bookable], days: Days, people: People) -> None:
    """Two want what is taken, and hear of it when it becomes free."""
    for key, who, begins, ends in (
        ("common", "lieve", (16, 14), (16, 18)),
        ("ladder", "geert", (3, 14), (3, 18)),
    ):
        me = people[who]
        with days.on(-1, 20) as now:
            bookings.wait(
                found[key],
                begins_at=days.moment(*begins),
                ends_at=days.moment(*ends),
                me=me,
                now=now,
                by=me.user,
            )


class Lent:
    """One loan: asked some days before, and so on until it is back and talked about."""

    def __init__(
        self, loan: Loan, bookable: Bookable, days: Days, people: People
    ) -> None:
        self.loan, self.bookable, self.days = loan, bookable, days
        self.me = people[loan.who]
        self.owner = bookable.post.author

    def play(self) -> None:
        first, last = self.loan.begins[0], self.loan.ends[0]
        booking = self._book(min(first - 5, -1))
        if self.loan.way in ("asked", "room"):
            return
        if not self.bookable.is_automatic:
            with self.days.on(min(first - 4, -1), 21) as now:
                bookings.accept(booking, now=now, by=self.owner.user)
        if self.loan.way == "accepted":
            return
        with self.days.on(*self.loan.begins) as now:
            lending.hand_over(booking, now=now, by=self.owner.user)
            lending.receive(booking, now=now, by=self.me.user)
        if self.loan.way == "returned":
            with self.days.on(last, 19) as now:
                lending.bring_back(booking, now=now, by=self.me.user)
            with self.days.on(last, 21) as now:
                lending.take_back(booking, now=now, by=self.owner.user)
            self._talk(booking, last)

    def _book(self, day: int) -> Booking:
        begins_at: datetime = self.days.moment(*self.loan.begins)
        with self.days.on(day, 18) as now:
            return bookings.book(
                self.bookable,
                uuid=_number("booking", self.loan.what, self.loan.begins),
                begins_at=begins_at,
                ends_at=self.days.moment(*self.loan.ends),
                note=self.loan.note,
                me=self.me,
                now=now,
                by=self.me.user,
            )

    def _talk(self, booking: Booking, last: int) -> None:
        """Who says nothing has still time to."""
        for me, text in zip((self.me, self.owner), self.loan.words, strict=True):
            if text:
                with self.days.on(last + 2, 20) as now:
                    lending.review(
                        booking,
                        verdict=Verdict.WELL,
                        text=text,
                        me=me,
                        now=now,
                        by=me.user,
                    )
