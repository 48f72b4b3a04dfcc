"""Ask for the pages of lending and rooms, and press their buttons."""

from uuid import uuid4

from tests.community.bookings.making import booked, soon

HERE = "/b/acacias/neighbours/"


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def status(client, page, **posted) -> int:
    ask = client.post if posted else client.get
    return ask(f"{HERE}{page}", posted).status_code


def of(bookable, page="") -> str:
    kind = "rooms" if bookable.is_room else "lending"
    return f"{HERE}{kind}/{bookable.post.uuid}/{page}"


def form(day=3, begins="14:00", ends="16:00", **said):
    return {
        "uuid": str(uuid4()),
        "begins_on": f"{soon(day):%Y-%m-%d}",
        "begins": begins,
        "ends": ends,
    } | said


def soon_booked(bookable, me, day=3):
    return booked(bookable, me, soon(day, 14), soon(day, 16), now=soon(0, 0))


def press(client, booking, step, **said):
    return client.post(f"{HERE}bookings/{booking.uuid}/{step}/", said)


def state(booking) -> str:
    booking.refresh_from_db()
    return booking.state
