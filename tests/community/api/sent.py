"""Bodies that the services of the neighbours accept, for generated requests."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

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
    POST,
    REPORT,
    ROOM,
    SKILL,
    THING,
)
from tests.community.bazaar import making as giving


def well_formed(label, real):
    """Return a body, or the query of a GET, that the service accepts."""
    method, path = label.split(" ")
    bodies = _of_the_board() | _of_hours() | _of_bookings() | _of_giving()
    # A page that chance names is hardly ever there.
    first = {"page_size": 5} if method == "GET" else None
    return bodies.get(f"{method} {path.removeprefix(HERE)}", first)


def _day(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def _meeting():
    begin = timezone.now() + timedelta(days=2)
    return {
        "begins_at": begin.isoformat(),
        "ends_at": (begin + timedelta(hours=2)).isoformat(),
        "place": "Yard",
    }


def _decided():
    return {"decided_on": _day(), "decision": "Council of May, point 2"}


def _of_the_board():
    words = {"title": "A key", "text": "With a ribbon"}
    return {
        "POST me/": {"name": "Clara"},
        "PATCH me/": {"where": "Third floor"},
        "PUT modules/{module}/": _decided() | {"decided_by": "council", "is_on": True},
        "PUT welcome/": {"text": "Welcome"},
        "GET search/": {"q": "key"},
        "POST notices/": words | {"kind": "lost", "expires_on": _day(9)},
        f"PATCH {NOTICE}": words | {"expires_on": _day(9)},
        "POST events/": words | _meeting(),
        f"PUT {NOTICE}event/": _meeting(),
        f"PUT {NOTICE}coming/": {"answer": "yes", "people": 2},
        f"POST {POST}comments/": {"text": "Yes"},
        f"POST {POST}photos/": {"photos": [giving.photo().read()]},
        f"PUT {POST}pin/": {"until": _day(3)},
        f"POST {POST}reports/": {"reason": "other"},
        f"POST {COMMENT}reports/": {"reason": "other"},
        "POST messages/{neighbour_id}/": {"text": "Hello"},
        f"POST {REPORT}answer/": {"outcome": "stays", "reasons": "It may."},
        f"POST {REPORT}appeal/": {"text": "Look again."},
    }


def _of_hours():
    offer = {"category": "computer", "title": "A computer", "text": "On Saturdays"}
    limits = {"owed": 10, "given": 10, "warned": 2}
    return {
        "POST hours/posts/": offer | {"kind": "offer"},
        f"PATCH {HOURS_POST}": offer,
        f"POST {HOURS_POST}ask/": {"text": "On Saturday?"},
        f"POST {EXCHANGE}answer/": {"verdict": "yes"},
        f"POST {EXCHANGE}done/": {"done_on": _day(), "minutes": 1},
        f"POST {EXCHANGE}confirm/": {"minutes": 1},
        f"POST {EXCHANGE}dispute/": {"reason": "It was less."},
        f"POST {EXCHANGE}undo/answer/": {"agrees": True},
        f"POST {DECIDE}": {"minutes": 1, "reasons": "So it was."},
        "PUT hours/limits/": limits | _decided(),
        f"POST {MEDIATOR}name/": {"decision": "Council of May"},
    }


def _of_bookings():
    words = {"title": uuid4().hex, "text": "As it is"}
    thing = words | {"category": "tools", "condition": "good"}
    times = {"begins_on": _day(3), "begins": "14:00", "ends": "16:00"}
    return {
        "POST lending/": thing,
        f"PATCH {THING}": thing,
        f"GET {THING}days/": {"day": _day(3)},
        f"POST {THING}bookings/": times,
        f"POST {THING}waiting/": times,
        "POST rooms/": words,
        f"PATCH {ROOM}": words,
        f"GET {ROOM}days/": {"view": "month"},
        f"POST {ROOM}bookings/": times,
        f"POST {ROOM}waiting/": times,
        f"POST {BOOKING}back/": {"damage": "A scratch"},
        f"POST {BOOKING}review/": {"verdict": "well"},
    }


def _of_giving():
    words = {"title": "A lamp", "text": "Still works."}
    thing = words | {"category": "electric", "condition": "good"}
    skill = words | {"categories": ["repairs"], "terms": "free"}
    return {
        "POST bazaar/": thing | {"kind": "give", "how": "first"},
        f"PATCH {ITEM}": thing,
        "POST skills/": skill,
        f"PATCH {SKILL}": skill,
    }
