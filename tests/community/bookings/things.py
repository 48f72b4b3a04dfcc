"""What the addresses of lending and rooms name, for the tables of roles.

``thing_id``: Omar's ladder, for which Otto asked (``booking_id``) and Clara waits
(``waiting_id``). ``room_id``: the party room. ``feed_token``: of Otto's own bookings.
"""

from community.services.bookings import wait
from community.services.feeds import renew_feed
from tests.community import making as people
from tests.community.bookings.making import booked, room, soon, thing


def things():
    """Les Acacias is entered, and all of it is committed."""
    people.switched_on()
    omar, clara, otto = (people.joined(name) for name in ("omar", "clara", "otto"))
    ladder, now = thing(omar), soon(0, 0)
    begin, end = soon(3, 14), soon(3, 16)
    asked = booked(ladder, otto, begin, end, now=now)
    waiting = wait(
        ladder, begins_at=begin, ends_at=end, me=clara, now=now, by=clara.user
    )
    return {
        "thing_id": ladder.post.uuid,
        "booking_id": asked.uuid,
        "waiting_id": waiting.uuid,
        "room_id": room(clara).post.uuid,
        "feed_token": renew_feed(me=otto, now=now, by=otto.user),
    }
