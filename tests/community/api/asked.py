"""What generated requests of the API name and send among neighbours: Clara asks.

She is of the council: she takes part, answers reports and switches modules.
"""

from datetime import timedelta

from django.utils import timezone

from buildings.models import Module
from community.kinds import Kind
from community.models import (
    Block,
    Comment,
    Event,
    HoursMediator,
    Neighbour,
    Photo,
    Report,
)
from community.services import bookings as booking
from community.services import lending
from community.services import moderation as reports
from community.services.greeting import write_greeting
from community.services.hours import disputes, limits
from koprogo.documents.services import store
from koprogo.tenancy import enter
from tests import cast
from tests.community import making
from tests.community.api.paths import (
    BOOKING,
    COMMENT,
    DECIDE,
    EXCHANGE,
    HERE,
    HOURS_POST,
    ITEM,
    MEDIATOR,
    NOTICE,
    PHOTO,
    POST,
    REPORT,
    ROOM,
    SKILL,
    THING,
)
from tests.community.api.sent import well_formed
from tests.community.bazaar import making as giving
from tests.community.bookings import making as lent
from tests.community.hours import making as hours

__all__ = ["TAGS", "WHO", "fresh", "real_things", "well_formed"]

#: who asks
WHO = "clara"
TAGS = (
    *("neighbours", "notices", "posts", "messages", "moderation"),
    *("hours", "bookings", "bazaar", "skills"),
)


def real_things():
    """Return what the addresses may name whatever is asked."""
    with enter(cast.tenant().pk, by=None):
        people = _standing()
        write_greeting(text="Welcome", by=cast.user("clara"))
        return {
            "slug": cast.ACACIAS,
            "module": "welcome",
            "neighbour_id": people["otto"].uuid,
        }


def _standing() -> dict[str, Neighbour]:
    """Everything is on, three take part, and nobody has blocked anybody."""
    making.switched_on(*Module)
    Block.objects.all().delete()
    names = ("omar", "clara", "otto")
    found = {name: making.joined(name) for name in names}
    Neighbour.objects.filter(pk__in=[each.pk for each in found.values()]).update(
        left_at=None
    )
    return {name: making.joined(name) for name in names}


def fresh(label, real):
    """Give a request things of its own."""
    method, path = label.split(" ")
    below = path.removeprefix(HERE)
    with enter(cast.tenant().pk, by=None):
        people = _standing()
        for makes, paths in MAKERS.items():
            if below in paths:
                return real | makes(method, people)
        return real


# The board


def _joining(method, people):
    if method == "POST":
        Neighbour.objects.filter(pk=people["clara"].pk).update(left_at=timezone.now())
    return {}


def _switched(method, people):
    if method == "PUT":
        making.switched_off(Module.WELCOME)
    return {}


def _blocked(_method, people):
    row = Block.objects.create(neighbour=people["clara"], blocked=people["omar"])
    return {"block_id": row.uuid}


def _own_notice(_method, people):
    return {"post_id": making.posted(people["clara"]).uuid}


def _notice(_method, people):
    return {"post_id": making.posted(people["omar"]).uuid}


def _event(_method, people, author="clara"):
    begin = timezone.now() + timedelta(days=3)
    post = making.posted(people[author], Kind.EVENT)
    Event.objects.create(
        post=post, begins_at=begin, ends_at=begin + timedelta(hours=1), place="Yard"
    )
    return {"post_id": post.uuid}


def _comment(_method, people, author="clara"):
    post = making.posted(people["omar"])
    said = Comment.objects.create(post=post, author=people[author], text="Yes")
    return {"comment_id": said.uuid}


def _comment_of_another(method, people):
    return _comment(method, people, author="otto")


def _photo(_method, people):
    post = making.posted(people["clara"])
    file = store(b"JPEG", name="a.jpg", content_type="image/jpeg", by=None)
    row = Photo.objects.create(
        post=post, position=1, file=file, small=file, width=4, height=3
    )
    return {"photo_id": row.uuid}


def _reported(people, author, reporter) -> Report:
    return reports.report(
        making.posted(people[author]),
        reason="other",
        text="",
        me=people[reporter],
        origin="",
        by=None,
    )


def _own_report(_method, people):
    return {"complaint_id": _reported(people, "otto", "clara").uuid}


def _to_answer(_method, people):
    return {"complaint_id": _reported(people, "omar", "otto").uuid}


def _taken_away(_method, people):
    row = _reported(people, "clara", "otto")
    reports.answer_report(
        row, outcome="hidden", reasons="No.", origin="", by=cast.user("sophie")
    )
    return {"complaint_id": row.uuid}


# Hours


def _exchange(made, giver="otto", receiver="clara", **said):
    def maker(_method, people):
        return {"exchange_id": made(people[giver], people[receiver], **said).uuid}

    return maker


def _own_offer(_method, people):
    return {"hours_post_id": hours.offered(people["clara"]).uuid}


def _offer(_method, people):
    return {"hours_post_id": hours.offered(people["otto"]).uuid}


def _to_undo(_method, people):
    row = hours.confirmed(people["otto"], people["clara"], 1)
    disputes.ask_to_undo(row, me=people["otto"], by=None)
    return {"exchange_id": row.uuid}


def _nobody_mediates() -> None:
    HoursMediator.objects.filter(ended_at=None).update(ended_at=timezone.now())


def _mediating(method, people):
    _nobody_mediates()
    if method == "DELETE":
        limits.offer_to_mediate(people["clara"], by=None)
    return {}


def _ready(_method, people):
    _nobody_mediates()
    return {"mediator_id": limits.offer_to_mediate(people["otto"], by=None).uuid}


def _disputed(_method, people):
    _nobody_mediates()
    hours.mediator(people["clara"])
    row = hours.disputed(people["omar"], people["otto"], 1)
    return {"disputed_exchange_id": row.uuid}


# Things and rooms


def _times(days=3):
    return lent.soon(days, 14), lent.soon(days, 16)


def _booked(bookable, me, days=3):
    return lent.booked(bookable, me, *_times(days), now=lent.soon(0, 0))


def _own_thing(_method, people):
    return {"thing_id": lent.thing(people["clara"]).post.uuid}


def _thing(_method, people):
    return {"thing_id": lent.thing(people["omar"]).post.uuid}


def _thing_taken(_method, people):
    ladder = lent.thing(people["omar"])
    _booked(ladder, people["otto"])
    return {"thing_id": ladder.post.uuid}


def _room(_method, people):
    return {"room_id": lent.room(people["clara"]).post.uuid}


def _room_taken(_method, people):
    hall = lent.room(people["clara"])
    _booked(hall, people["otto"])
    return {"room_id": hall.post.uuid}


def _waits(_method, people):
    hall = lent.room(people["clara"])
    _booked(hall, people["otto"])
    begin, end = _times()
    row = booking.wait(
        hall,
        begins_at=begin,
        ends_at=end,
        me=people["clara"],
        now=timezone.now(),
        by=None,
    )
    return {"waiting_id": row.uuid}


def _booking(*steps, owner="clara", by="otto"):
    """Somebody booked a thing for tomorrow; then these steps were taken."""

    def maker(_method, people):
        row = _booked(lent.thing(people[owner]), people[by], days=1)
        for step in steps:
            step(row, now=timezone.now(), by=None)
        return {"booking_id": row.uuid}

    return maker


OUT = (booking.accept, lending.hand_over)


# The bazaar and the skills


def _item(kind=Kind.GIVE, owner="clara", asks="", is_handed=False):
    def maker(_method, people):
        item = giving.offered(people[owner], kind)
        found = {"bazaar_post_id": item.post.uuid}
        if asks:
            found["ask_id"] = giving.asked(item, people[asks]).uuid
        if is_handed:
            giving.handed(item)
        return found

    return maker


def _skill(_method, people):
    return {"skill_post_id": giving.able(people["clara"]).post.uuid}


MAKERS = {
    _joining: ("me/",),
    _switched: ("modules/{module}/",),
    _blocked: ("blocks/{block_id}/",),
    _own_notice: (NOTICE, f"{POST}close/", f"{POST}photos/"),
    _notice: (f"{POST}comments/", f"{POST}pin/", f"{POST}reports/"),
    _event: (f"{NOTICE}event/", f"{NOTICE}coming/", f"{NOTICE}calendar/"),
    _comment: (COMMENT,),
    _comment_of_another: (f"{COMMENT}reports/",),
    _photo: (PHOTO, f"{PHOTO}small/"),
    _own_report: (REPORT,),
    _to_answer: (f"{REPORT}answer/",),
    _taken_away: (f"{REPORT}appeal/",),
    _own_offer: (HOURS_POST,),
    _offer: (f"{HOURS_POST}ask/",),
    _exchange(hours.asked, giver="clara", receiver="otto"): (f"{EXCHANGE}answer/",),
    _exchange(hours.accepted): (f"{EXCHANGE}withdraw/", f"{EXCHANGE}done/"),
    _exchange(hours.done, minutes=1): (
        EXCHANGE,
        f"{EXCHANGE}confirm/",
        f"{EXCHANGE}dispute/",
    ),
    _exchange(hours.confirmed, minutes=1): (f"{EXCHANGE}undo/",),
    _to_undo: (f"{EXCHANGE}undo/answer/",),
    _mediating: ("hours/mediating/",),
    _ready: (f"{MEDIATOR}name/", f"{MEDIATOR}end/"),
    _disputed: ("hours/disputes/", DECIDE),
    _own_thing: (THING, f"{THING}close/"),
    _thing: (f"{THING}days/", f"{THING}reviews/", f"{THING}bookings/"),
    _thing_taken: (f"{THING}waiting/",),
    _room: (
        *(ROOM, f"{ROOM}close/", f"{ROOM}days/"),
        *(f"{ROOM}bookings/", f"{ROOM}feed/"),
    ),
    _room_taken: (f"{ROOM}waiting/",),
    _waits: ("bookings/waiting/{waiting_id}/",),
    _booking(): (
        *(BOOKING, f"{BOOKING}accept/"),
        *(f"{BOOKING}decline/", f"{BOOKING}cancel/"),
    ),
    _booking(booking.accept): (f"{BOOKING}given/",),
    _booking(booking.accept, owner="omar", by="clara"): (f"{BOOKING}taken/",),
    _booking(*OUT, owner="omar", by="clara"): (f"{BOOKING}brought/",),
    _booking(*OUT): (f"{BOOKING}back/",),
    _booking(*OUT, lending.take_back): (f"{BOOKING}review/",),
    _item(): (ITEM,),
    _item(owner="omar"): (f"{ITEM}ask/",),
    _item(owner="omar", asks="clara"): ("bazaar/asks/{ask_id}/",),
    _item(asks="otto"): (f"{ITEM}release/", f"{ITEM}handed/"),
    _item(owner="omar", asks="clara", is_handed=True): (f"{ITEM}taken/",),
    _item(Kind.KEEP, asks="otto", is_handed=True): (f"{ITEM}back/",),
    _skill: (SKILL,),
}
