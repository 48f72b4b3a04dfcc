"""The notice board of Bellevue: what stands there, what was answered, what was reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from community.demo.clock import Days
from community.demo.photos import photo
from community.kinds import Kind
from community.models import Coming, Neighbour, Post, Report
from community.said import Meeting
from community.services import events, moderation, talking
from community.services.greeting import write_greeting
from community.services.posts import pin_post, write_post

People = Mapping[str, Neighbour]
YES, MAYBE, NO = Coming.Answer.YES, Coming.Answer.MAYBE, Coming.Answer.NO


@dataclass(frozen=True, slots=True)
class Notice:
    """Put up so many days ago; it stands there for so many days in all.

    ``comments``: who, so many days ago, and what.
    """

    kind: Kind
    who: str
    title: str
    text: str
    ago: int
    stands: int
    comments: tuple[tuple[str, int, str], ...] = ()
    picture: str = ""


NOTICES = {
    "collection": Notice(
        Kind.ANNOUNCEMENT,
        "sylvie",
        "Collecte de vêtements pour le quartier",
        "Manteaux, pulls et chaussures, lavés : la caisse est dans le hall du "
        "bloc A. Je porte le tout à l’accueil du quartier.\n\nIl manque surtout des "
        "tailles d’enfants.",
        15,
        40,
        (
            ("aurelie", 14, "Je descends deux sacs samedi."),
            ("geert", 13, "Nog drie jassen van mijn zoon, is dat goed?"),
            ("sylvie", 13, "Heel graag, dank u !"),
        ),
    ),
    "lost": Notice(
        Kind.LOST,
        "chloe",
        "Moka n’est pas rentrée",
        "Chatte grise, poitrine blanche, craintive. Elle a filé par l’escalier du bloc A "
        "dimanche soir. Regardez dans vos caves, s’il vous plaît.",
        3,
        30,
        (
            ("yasmine", 2, "Je crois l’avoir vue près du local vélos, vers 22 heures."),
            ("tom", 2, "I left the bike room door open with some tuna."),
            ("lieve", 1, "In mijn kelder was ze niet, ik kijk vanavond opnieuw."),
        ),
        picture="cat",
    ),
    "found": Notice(
        Kind.FOUND,
        "tom",
        "Keys with a green tag – clés trouvées",
        "Found near the letter boxes of block B on Friday. Tell me what is written on "
        "the tag and they are yours.",
        6,
        30,
        picture="keys",
    ),
    "ride": Notice(
        Kind.RIDE,
        "geert",
        "Elke werkdag naar Gent – covoiturage vers Gand",
        "Vertrek om 7.10 uur aan de garage, terug rond 18 uur. Plaats voor twee. On "
        "partage l’essence, et le silence avant le premier café.",
        34,
        120,
        (("ewa", 30, "Tuesdays only, would that work?"), ("geert", 30, "Zeker!")),
    ),
    "childcare": Notice(
        Kind.CHILDCARE,
        "aurelie",
        "Sortie d’école du mercredi, à tour de rôle ?",
        "Nous sommes deux familles et cherchons une troisième pour aller chercher les "
        "enfants à midi à l’école de la rue des Alliés.",
        11,
        60,
        (("yasmine", 10, "Je peux un mercredi sur deux, contre des heures."),),
    ),
    "cards": Notice(
        Kind.ANNOUNCEMENT,
        "lucas",
        "Vitres et châssis : -20 % cette semaine",
        "Un ami lave les vitres de toute la façade. Prix d’ami pour ceux qui passent par "
        "moi, payable d’avance.",
        2,
        20,
        (("marc", 1, "Est-ce bien l’endroit pour cela ?"),),
    ),
}
PARTY = (
    "Apéro des voisins dans la salle commune",
    (
        "Chacun apporte quelque chose à boire ou à grignoter. Les enfants sont les bienvenus, "
        "les instruments aussi.\n\nIedereen brengt iets mee. Kinderen welkom!"
    ),
)
ANSWERS = (
    ("aurelie", 11, YES, 4),
    ("ewa", 11, YES, 1),
    ("marc", 10, YES, 2),
    ("geert", 9, YES, 2),
    ("tom", 8, MAYBE, 1),
    ("lieve", 7, YES, 1),
    ("chloe", 5, NO, 1),
)
SPRING = (
    "Nettoyage de la cour et plantations",
    "Gants et sécateurs dans la cave de Geert. Le conseil offre la soupe.",
)
WELCOME = """Bienvenue à la Résidence Bellevue !

Nous sommes 104 appartements et presque autant d’histoires. Dites bonjour dans l’ascenseur, on vous répondra.

Les poubelles : sacs blancs le mardi et le vendredi, après 18 heures. Les vélos : local du bloc A, le code est chez le conseil. Le bruit : silence entre 22 heures et 7 heures.

Pour rencontrer vos voisins, venez à l’apéro du prochain dimanche et jetez un œil au tableau d’affichage.

Welkom in Residentie Bellevue!

Vuilniszakken: dinsdag en vrijdag na 18 uur. Fietsen: lokaal van blok A, vraag de code aan de raad. Stil tussen 22 uur en 7 uur. Kom zeker eens naar de aperitief in de gemeenschappelijke zaal."""
#: who writes to whom, so many days ago
LETTERS = (
    ("chloe", "lieve", 24, "Bonjour Lieve, auriez-vous une heure mardi pour Moka ?"),
    ("lieve", "chloe", 24, "Natuurlijk, mardi à 18 heures, je passe prendre la clé."),
    (
        "chloe",
        "lieve",
        23,
        "Merci ! Elle vous attend derrière la porte, comme toujours.",
    ),
    ("yasmine", "lieve", 4, "Merci pour l’annonce ! Jeudi à 17 heures, cela irait ?"),
)


def play(days: Days, people: People) -> None:
    marc = people["marc"]
    with days.on(-177, 20):
        write_greeting(text=WELCOME, by=marc.user)
    posts = {key: _put_up(key, one, days, people) for key, one in NOTICES.items()}
    _spring(days, people)
    party = _party(days, people)
    with days.on(-10, 21):
        pin_post(party, until=days.day(6), by=marc.user)
    for sender, receiver, ago, text in LETTERS:
        me = people[sender]
        with days.on(-ago, 17):
            talking.send_message(
                people[receiver], text=text, about=None, me=me, origin="", by=me.user
            )
    with days.on(-22, 9):
        talking.mark_read(people["chloe"], me=people["lieve"], by=people["lieve"].user)
        talking.mark_read(people["lieve"], me=people["chloe"], by=people["chloe"].user)
    _complain(posts, days, people)


def _number(*what) -> UUID:
    return uuid5(NAMESPACE_URL, "koprogo demo " + " ".join(map(str, what)))


def _put_up(key: str, notice: Notice, days: Days, people: People) -> Post:
    me = people[notice.who]
    with days.on(-notice.ago, 18):
        post = write_post(
            notice.kind,
            uuid=_number("notice", key),
            title=notice.title,
            text=notice.text,
            expires_on=days.day(notice.stands - notice.ago),
            photos=[photo(notice.picture)] if notice.picture else (),
            me=me,
            by=me.user,
        )
    for minute, (who, ago, text) in enumerate(notice.comments):
        said_by = people[who]
        with days.on(-ago, 20, minute):
            talking.comment(post, text=text, me=said_by, origin="", by=said_by.user)
    return post


def _call(days: Days, me: Neighbour, words, *, ago: int, on: int, hour: int) -> Post:
    begins_at = days.moment(on, hour)
    meeting = Meeting(
        begins_at, begins_at + timedelta(hours=3), "Salle commune, bloc A", 30
    )
    title, text = words
    with days.on(-ago, 19):
        event = events.call_event(
            meeting, uuid=_number(title), title=title, text=text, me=me, by=me.user
        )
    return event.post


def _party(days: Days, people: People) -> Post:
    post = _call(days, people["aurelie"], PARTY, ago=12, on=6, hour=17)
    for who, ago, word, many in ANSWERS:
        me = people[who]
        with days.on(-ago, 21):
            events.answer(post.event, answer=word, people=many, me=me, by=me.user)
    tom, aurelie = people["tom"], people["aurelie"]
    with days.on(-8, 21):
        text = "Is there a piano?"
        talking.comment(post, text=text, me=tom, origin="", by=tom.user)
    with days.on(-8, 22):
        text = "Non, mais Günther a un accordéon, et il sait s’en servir."
        talking.comment(post, text=text, me=aurelie, origin="", by=aurelie.user)
    return post


def _spring(days: Days, people: People) -> None:
    """It is over, and stands there no more; hours were given there all the same."""
    post = _call(days, people["geert"], SPRING, ago=60, on=-50, hour=10)
    for who in ("marc", "sylvie", "lucas"):
        me = people[who]
        with days.on(-55, 20):
            events.answer(post.event, answer=YES, people=1, me=me, by=me.user)


def _complain(posts: Mapping[str, Post], days: Days, people: People) -> None:
    """One report was answered, another one waits for the council."""
    tom, marc = people["tom"], people["marc"]
    with days.on(-12, 8):
        row = moderation.report(
            posts["collection"].comments.all()[1],
            reason=Report.Reason.OTHER,
            text="I do not read Dutch: is this about us?",
            me=tom,
            origin="",
            by=tom.user,
        )
    with days.on(-11, 20):
        moderation.answer_report(
            row,
            outcome=Report.Outcome.STAYS,
            reasons="Geert propose trois manteaux de son fils, rien de plus.",
            origin="",
            by=marc.user,
        )
    with days.on(-1, 19):
        moderation.report(
            posts["cards"],
            reason=Report.Reason.SELLS,
            text="C’est de la publicité, et il faut payer d’avance.",
            me=people["chloe"],
            origin="",
            by=people["chloe"].user,
        )
