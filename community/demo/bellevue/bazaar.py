"""What neighbours of Bellevue give and swap, and what they can do for each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from community.demo.clock import Days
from community.demo.photos import photo
from community.kinds import Kind
from community.models import Ask, Item, Neighbour, Skill
from community.said import Ability, Thing
from community.services import bazaar, skills
from community.services.bazaar_care import hold_draws

Category, Condition, How = Item.Category, Item.Condition, Item.How
Field, Terms = Skill.Category, Skill.Terms
People = Mapping[str, Neighbour]


@dataclass(frozen=True, slots=True)
class Gift:
    """A thing, put up so many days ago; ``asks``: who asked for it, so many days ago.

    ``draw``: the day on which it is drawn. ``handed``: so many days ago.
    """

    kind: Kind
    who: str
    title: str
    text: str
    category: Category
    condition: Condition
    ago: int
    asks: tuple[tuple[str, int], ...] = ()
    wanted: str = ""
    picture: str = ""
    draw: int | None = None
    handed: int | None = None


GIFTS = {
    "armchair": Gift(
        Kind.GIVE,
        "sylvie",
        "Fauteuil en velours bordeaux",
        "Il a vu passer trois chats et reste très confortable. À venir chercher au 7e.",
        Category.FURNITURE,
        Condition.WORN,
        6,
        (("ewa", 5), ("tom", 4)),
        picture="armchair",
    ),
    "pram": Gift(
        Kind.GIVE,
        "aurelie",
        "Poussette avec nacelle",
        "Les enfants sont grands : elle peut reprendre du service. Tirage au sort.",
        Category.CHILDREN,
        Condition.GOOD,
        5,
        (("chloe", 4), ("yasmine", 3), ("lucas", 2)),
        picture="pram",
        draw=4,
    ),
    "bicycle": Gift(
        Kind.GIVE,
        "tom",
        "Red city bike – vélo de ville rouge",
        "Brakes and lights are fine, the saddle is not. By a draw, so it is fair.",
        Category.SPORT,
        Condition.REPAIR,
        40,
        (("lucas", 38), ("geert", 37), ("yasmine", 36)),
        picture="bicycle",
        draw=-33,
        handed=30,
    ),
    "books": Gift(
        Kind.SWAP,
        "lieve",
        "Doos Nederlandstalige romans – romans en néerlandais",
        "Een twintigtal, van Elsschot tot Spit.",
        Category.BOOKS,
        Condition.GOOD,
        12,
        wanted="Romans en français, ou un pot de confiture maison",
        picture="books",
    ),
    "cot": Gift(
        Kind.KEEP,
        "aurelie",
        "Lit de voyage pour bébé",
        "Gardez-le tant que vous en avez besoin, puis il revient chez moi.",
        Category.CHILDREN,
        Condition.GOOD,
        90,
        (("chloe", 88),),
        handed=85,
    ),
    "jars": Gift(
        Kind.GIVE,
        "ewa",
        "Forty jam jars with lids",
        "Washed, all sizes.",
        Category.KITCHEN,
        Condition.GOOD,
        3,
    ),
}
ABILITIES = (
    (
        "geert",
        "Fietsen herstellen – réparer les vélos",
        "Banden, remmen, versnellingen. Breng hem zaterdag naar de garage.",
        Ability([Field.REPAIRS, Field.MUSIC], Terms.FREE, "nl, fr"),
    ),
    (
        "sylvie",
        "Couture, tricot, et patience pour apprendre",
        "Je montre à qui veut, le jeudi après-midi dans la salle commune.",
        Ability([Field.COOKING, Field.LESSONS], Terms.HOURS, "fr"),
    ),
    (
        "chloe",
        "Premiers secours et petits pansements",
        "Infirmière : une question vaut mieux qu’une inquiétude. Le 112 reste le 112.",
        Ability([Field.CARE], Terms.FREE, "fr, en"),
    ),
    (
        "lieve",
        "Brieven en formulieren in het Nederlands",
        "Lettres de la commune, de l’école ou de l’assurance : on les lit ensemble.",
        Ability([Field.PAPERS, Field.LANGUAGES], Terms.HOURS, "nl, fr"),
    ),
    (
        "yasmine",
        "Ordinateurs lents, imprimantes fâchées",
        "Windows, Mac, téléphones. Je viens avec une clé USB et du calme.",
        Ability([Field.COMPUTERS], Terms.HOURS, "fr, en, ar"),
    ),
    (
        "gunther",
        "Klavierbegleitung – accompagner au piano",
        "Chorale, examens, ou pour le plaisir. Le piano est chez moi.",
        Ability([Field.MUSIC], Terms.FREE, "de, fr"),
    ),
)


def play(days: Days, people: People) -> None:
    for key, gift in GIFTS.items():
        Given(key, gift, days, people).play()
    for place, (who, title, text, ability) in enumerate(ABILITIES):
        me = people[who]
        with days.on(place - 110, 20):
            skills.tell_skill(
                ability,
                uuid=_number("skill", title),
                title=title,
                text=text,
                me=me,
                by=me.user,
            )


def _number(*what) -> UUID:
    return uuid5(NAMESPACE_URL, "koprogo demo " + " ".join(map(str, what)))


class Given:
    """One thing: put up, asked for, drawn if it is drawn, and handed over."""

    def __init__(self, key: str, gift: Gift, days: Days, people: People) -> None:
        self.key, self.gift, self.days, self.people = key, gift, days, people
        self.me = people[gift.who]

    def play(self) -> None:
        gift, user = self.gift, self.me.user
        item = self._put_up()
        post = item.post
        for who, ago in gift.asks:
            me = self.people[who]
            with self.days.on(-ago, 13):
                bazaar.ask_for(post, me=me, origin="", by=me.user)
        if gift.draw is not None and gift.draw < 0:
            self._draw(item)
        if gift.handed is not None:
            with self.days.on(-gift.handed, 18):
                held = bazaar.hand_over(post, me=self.me, by=user)
            lucky = held.ask.neighbour
            with self.days.on(1 - gift.handed, 9):
                bazaar.confirm_taken(post, me=lucky, by=lucky.user)

    def _put_up(self) -> Item:
        gift = self.gift
        thing = Thing(
            gift.category,
            gift.condition,
            How.FIRST if gift.draw is None else How.DRAW,
            gift.wanted,
            self._asks_until(),
        )
        with self.days.on(-gift.ago, 20):
            return bazaar.offer_thing(
                gift.kind,
                thing,
                uuid=_number("gift", self.key),
                title=gift.title,
                text=gift.text,
                photos=[photo(gift.picture)] if gift.picture else (),
                me=self.me,
                by=self.me.user,
            )

    def _asks_until(self) -> datetime | None:
        return None if self.gift.draw is None else self.days.moment(self.gift.draw, 20)

    def _draw(self, item: Item) -> None:
        """Hold it with numbers that are the same in every demo, drawn as they look."""
        Item.objects.filter(pk=item.pk).update(number=_number("draw", self.key))
        for ask in item.asks.select_related("neighbour"):
            number = _number("ask", self.key, ask.neighbour.name)
            Ask.objects.filter(pk=ask.pk).update(uuid=number)
        with self.days.on(self.gift.draw or 0, 21) as now:
            hold_draws(now)
