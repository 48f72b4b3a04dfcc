"""A row of every model of what neighbours do, in the tenant entered."""

from datetime import UTC, date, datetime

from django.db import transaction

from buildings.models import Founding, ModuleSwitch
from community import models

DAY = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 1, 2, tzinfo=UTC)


def fill_neighbours(users, file):
    """``users``: three people; ``file``: of the tenant."""
    ModuleSwitch.objects.create(
        module="notices", is_on=True, decided_on=DAY, decision="Council, point 1"
    )
    # The third has neither an account nor anything else.
    one, other, _idle = (
        models.Neighbour.objects.create(user=user, name=str(user)) for user in users
    )
    models.Block.objects.create(neighbour=one, blocked=other)
    models.Greeting.objects.create(text="Welcome")
    models.Message.objects.create(sender=one, receiver=other, text="Hello")
    said = {"title": "Drinks", "text": "Come."}
    post = models.Post.objects.create(
        module="notices", kind="event", author=one, **said
    )
    models.Photo.objects.create(
        post=post, position=1, file=file, small=file, width=4, height=3
    )
    models.Comment.objects.create(post=post, author=other, text="Gladly.")
    event = models.Event.objects.create(
        post=post, begins_at=MOMENT, ends_at=LATER, place="Yard"
    )
    models.Coming.objects.create(event=event, neighbour=other, answer="yes")
    models.Report.objects.create(post=post, reporter=other, reason="other")
    _founding(users[0])
    models.ImpactMonth.objects.create(month=DAY)
    _hours(one, other)
    _bookings(one, other)
    _bazaar(one, other)


def _founding(founder):
    Founding.objects.create(founder=founder, says="owner", lots=12, opened_at=MOMENT)


def _hours(giver, receiver):
    """An hour was given, and the council named who mediates."""
    models.HoursLimits.objects.create(decided_on=DAY, decision="Council, point 2")
    models.HoursMediator.objects.create(neighbour=giver)
    post = _post("hours", "offer", giver)
    models.HoursPost.objects.create(post=post, category="garden")
    exchange = models.HoursExchange.objects.create(
        post=post,
        asked_by=receiver,
        giver=giver,
        receiver=receiver,
        state="confirmed",
        answered_at=MOMENT,
        minutes=60,
        done_on=DAY,
        said_by=giver,
        said_at=MOMENT,
        giver_confirmed_at=MOMENT,
        receiver_confirmed_at=MOMENT,
        ended_at=LATER,
    )
    models.HoursAccount.objects.create()
    with transaction.atomic():
        transfer = models.HoursTransfer.objects.create(
            kind="exchange", exchange=exchange
        )
        for neighbour, minutes in ((giver, 60), (receiver, -60)):
            account = models.HoursAccount.objects.create(neighbour=neighbour)
            models.HoursLeg.objects.create(
                transfer=transfer, account=account, minutes=minutes
            )


def _bookings(owner, other):
    """A ladder was lent, and is waited for."""
    thing = models.Bookable.objects.create(
        post=_post("lending", "thing", owner), category="tools", condition="good"
    )
    span = {"begins_at": MOMENT, "ends_at": LATER}
    booking = models.Booking.objects.create(bookable=thing, neighbour=other, **span)
    models.Waiting.objects.create(bookable=thing, neighbour=other, **span)
    models.Review.objects.create(
        booking=booking, author=owner, is_by_owner=True, verdict="well"
    )


def _bazaar(owner, other):
    """A lamp is kept for somebody; and somebody can repair one."""
    lamp = models.Item.objects.create(
        post=_post("bazaar", "give", owner),
        category="electric",
        condition="good",
        how="first",
    )
    ask = models.Ask.objects.create(item=lamp, neighbour=other)
    models.Reservation.objects.create(item=lamp, ask=ask)
    models.Skill.objects.create(
        post=_post("skills", "skill", owner), categories=["repairs"], terms="free"
    )


def _post(module, kind, author):
    return models.Post.objects.create(
        module=module, kind=kind, author=author, title="A title", text="In words."
    )
