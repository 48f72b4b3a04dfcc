"""Hours that neighbours of Bellevue gave each other, over five months."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from community.demo.clock import Days
from community.kinds import Kind
from community.models import HoursExchange, HoursPost, Neighbour, Post
from community.services.hours import disputes, exchanges, limits, offers

Category = HoursPost.Category
People = Mapping[str, Neighbour]


@dataclass(frozen=True, slots=True)
class Advert:
    """What somebody offers or looks for, put up so many days ago."""

    kind: Kind
    who: str
    category: Category
    title: str
    text: str
    ago: int


@dataclass(frozen=True, slots=True)
class Deal:
    """An exchange about an advert; it ends the way its name in ``WAYS`` says."""

    advert: str
    asker: str
    ago: int
    minutes: int
    text: str
    way: str = "confirmed"


ADVERTS = {
    "repairs": Advert(
        Kind.OFFER,
        "marc",
        Category.REPAIRS,
        "Petites réparations à la maison",
        "Robinet qui goutte, tringle, prise, porte qui frotte : je viens avec mes outils.",
        170,
    ),
    "sewing": Advert(
        Kind.OFFER,
        "sylvie",
        Category.OTHER,
        "Ourlets et retouches",
        "Pantalons, rideaux, tirettes. Comptez une heure pour un ourlet bien fait.",
        168,
    ),
    "dutch": Advert(
        Kind.OFFER,
        "lieve",
        Category.LESSONS,
        "Nederlands oefenen – conversation en néerlandais",
        "Een uurtje praten bij een kop thee, op uw tempo. On peut commencer de zéro.",
        165,
    ),
    "maths": Advert(
        Kind.OFFER,
        "yasmine",
        Category.LESSONS,
        "Aide aux devoirs, surtout en maths",
        "Primaire et secondaire, chez vous ou dans la salle commune, après 17 heures.",
        160,
    ),
    "plants": Advert(
        Kind.OFFER,
        "geert",
        Category.GARDEN,
        "Planten verpotten en water geven",
        "Ook tijdens uw vakantie. Pendant vos vacances aussi, j’arrose.",
        158,
    ),
    "english": Advert(
        Kind.OFFER,
        "tom",
        Category.LESSONS,
        "English conversation, or a look at your CV",
        "I work with words all day and like helping. In French too, if you are patient.",
        150,
    ),
    "carrying": Advert(
        Kind.OFFER,
        "lucas",
        Category.TRANSPORT,
        "Porter, monter, déménager un meuble",
        "Le samedi, avec la camionnette si le carburant est partagé.",
        148,
    ),
    "cat": Advert(
        Kind.WISH,
        "chloe",
        Category.COMPANY,
        "Passer voir Moka quand je suis de garde",
        "Une demi-heure matin et soir : croquettes, eau, et une caresse ou deux.",
        140,
    ),
    "cakes": Advert(
        Kind.OFFER,
        "ewa",
        Category.COOKING,
        "A birthday cake, or pierogi for eight",
        "Tell me a few days before. You bring the butter, I bring the rest.",
        130,
    ),
    "phone": Advert(
        Kind.WISH,
        "gunther",
        Category.COMPUTER,
        "Hilfe mit dem Handy – un peu d’aide avec mon téléphone",
        "Les photos n’arrivent plus sur l’ordinateur, et je n’ose plus rien toucher.",
        110,
    ),
    "wardrobe": Advert(
        Kind.WISH,
        "aurelie",
        Category.REPAIRS,
        "Quelqu’un pour monter une armoire",
        "Elle est en six cartons dans le couloir. À deux, cela va vite.",
        20,
    ),
}
DEALS = (
    Deal("repairs", "sylvie", 164, 60, "Mon robinet chante la nuit."),
    Deal("sewing", "marc", 158, 90, "Deux pantalons à raccourcir, rien ne presse."),
    Deal("maths", "aurelie", 150, 120, "Les fractions de Théo, avant l’examen."),
    Deal("dutch", "tom", 143, 60, "I start from almost nothing."),
    Deal("carrying", "sylvie", 137, 150, "Un buffet du 7e à la cave."),
    Deal("plants", "aurelie", 128, 45, "Dix jours d’absence : huit pots."),
    Deal("cat", "lieve", 121, 180, "Ik kom graag, ik woon op hetzelfde verdiep."),
    Deal("cakes", "chloe", 112, 120, "For my mother, who turns seventy."),
    Deal("english", "yasmine", 104, 90, "A letter for an internship in Leeds."),
    Deal("phone", "lucas", 97, 75, "Je passe dimanche, c’est vite vu."),
    Deal("dutch", "ewa", 88, 60, "Twee keer een halfuur?"),
    Deal("repairs", "gunther", 79, 45, "Die Tür zum Balkon klemmt.", "silence"),
    Deal("carrying", "chloe", 71, 120, "Une machine à laver.", "mediated"),
    Deal("maths", "chloe", 66, 60, "Pour ma nièce.", "declined"),
    Deal("sewing", "lieve", 58, 60, "Gordijnen voor de slaapkamer."),
    Deal("cat", "yasmine", 49, 120, "Moka et moi, on s’entend bien."),
    Deal("cakes", "geert", 41, 90, "Voor de verjaardag van mijn zoon."),
    Deal("plants", "lieve", 33, 60, "De ficus moet dringend groter."),
    Deal("english", "lieve", 26, 60, "My English is rusty.", "undone"),
    Deal("wardrobe", "marc", 18, 120, "J’ai une visseuse, samedi matin ?"),
    Deal("carrying", "aurelie", 14, 180, "Un lit superposé, à démonter.", "disputed"),
    Deal("repairs", "lieve", 9, 50, "Een stopcontact dat warm wordt.", "done"),
    Deal("dutch", "yasmine", 5, 60, "Pour parler à mon futur patron.", "accepted"),
    Deal("dutch", "chloe", 2, 60, "Le mardi, quand je ne suis pas de garde.", "asked"),
)
ANSWERS = {
    "fr": "Avec plaisir, on s’arrange pour l’heure.",
    "nl": "Graag! We spreken nog een uur af.",
    "en": "With pleasure, tell me when.",
    "de": "Sehr gern, ich melde mich.",
}


def play(days: Days, people: People) -> None:
    """Put up the adverts, and let the exchanges take their course, day by day."""
    posts: dict[str, Post] = {}
    for key, advert in ADVERTS.items():
        posts[key] = _put_up(key, advert, days, people)
    _mediator(days, people)
    for deal in DEALS:
        Exchange(deal, posts[deal.advert], days, people).play()


def _put_up(key: str, advert: Advert, days: Days, people: People) -> Post:
    me = people[advert.who]
    with days.on(-advert.ago, 20):
        return offers.write_offer(
            advert.kind,
            uuid=uuid5(NAMESPACE_URL, f"koprogo demo hours {key} {me.tenant_id}"),
            category=advert.category,
            title=advert.title,
            text=advert.text,
            me=me,
            by=me.user,
        )


def _mediator(days: Days, people: People) -> None:
    """Lieve is ready to mediate, and the council names her; so is Sylvie, later."""
    lieve, marc = people["lieve"], people["marc"].user
    with days.on(-132, 18):
        row = limits.offer_to_mediate(lieve, by=lieve.user)
    with days.on(-126, 20):
        limits.name_mediator(row, decision="Conseil du mois, point 3", by=marc)
    with days.on(-12, 18):
        limits.offer_to_mediate(people["sylvie"], by=people["sylvie"].user)


class Exchange:
    """One exchange: asked on a day, answered the next, done the day after, and so on."""

    def __init__(self, deal: Deal, post: Post, days: Days, people: People) -> None:
        self.deal, self.post, self.days, self.people = deal, post, days, people
        self.author = people[ADVERTS[deal.advert].who]
        self.asker = people[deal.asker]

    def play(self) -> HoursExchange:
        steps: Mapping[str, tuple[Callable[[HoursExchange], HoursExchange], ...]] = {
            "asked": (),
            "declined": (self.decline,),
            "accepted": (self.accept,),
            "done": (self.accept, self.say_done),
            "confirmed": (self.accept, self.say_done, self.confirm),
            "silence": (self.accept, self.say_done, self.let_pass),
            "undone": (self.accept, self.say_done, self.confirm, self.undo),
            "disputed": (self.accept, self.say_done, self.dispute),
            "mediated": (self.accept, self.say_done, self.dispute, self.mediate),
        }
        with self.days.on(-self.deal.ago, 19):
            row = exchanges.ask(
                self.post, text=self.deal.text, me=self.asker, by=self.asker.user
            )
        for step in steps[self.deal.way]:
            row = step(row)
        return row

    def accept(self, row: HoursExchange) -> HoursExchange:
        answer = ANSWERS[self.author.user.language]
        with self._later(1):
            return exchanges.accept(
                row, answer=answer, me=self.author, by=self.author.user
            )

    def decline(self, row: HoursExchange) -> HoursExchange:
        answer = "Je suis en examens ce mois-ci, redemandez-moi après le 15 ?"
        with self._later(1):
            return exchanges.decline(
                row, answer=answer, me=self.author, by=self.author.user
            )

    def say_done(self, row: HoursExchange) -> HoursExchange:
        """Who gave the time says how long it took."""
        with self._later(4, 20):
            return exchanges.say_done(
                row,
                minutes=self.deal.minutes,
                done_on=timezone.localdate() - timedelta(days=1),
                me=row.giver,
                by=row.giver.user,
            )

    def confirm(self, row: HoursExchange) -> HoursExchange:
        with self._later(5, 8):
            return exchanges.confirm(
                row, minutes=self.deal.minutes, me=row.receiver, by=row.receiver.user
            )

    def let_pass(self, row: HoursExchange) -> HoursExchange:
        with self._later(19, 3) as now:
            exchanges.confirm_by_silence(row, now=now)
        return row

    def undo(self, row: HoursExchange) -> HoursExchange:
        """It never took place: both agree to undo it."""
        with self._later(7):
            disputes.ask_to_undo(row, me=row.receiver, by=row.receiver.user)
        with self._later(8):
            disputes.agree_to_undo(row, me=row.giver, by=row.giver.user)
        return row

    def dispute(self, row: HoursExchange) -> HoursExchange:
        reason = "Une heure est partie à chercher une place pour la camionnette."
        with self._later(6, 21):
            return disputes.dispute(
                row, reason=reason, me=row.receiver, by=row.receiver.user
            )

    def mediate(self, row: HoursExchange) -> HoursExchange:
        reasons = "Le trajet compte, l’attente au magasin non. Vous étiez d’accord."
        lieve = self.people["lieve"]
        with self._later(10, 19):
            return disputes.mediate(
                row, minutes=90, reasons=reasons, me=lieve, by=lieve.user
            )

    def _later(self, many: int, hour: int = 12):
        return self.days.on(many - self.deal.ago, hour)
