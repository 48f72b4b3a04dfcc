"""The API against its own description: schemathesis asks what nobody would think of.

A program with a full token of a syndic, who holds offices of the ASBL where it asks
there and asked the fund for help, or of somebody of the council among neighbours, on a
clone of the cast's database, real commits.
What stands in paths and bodies is real half of the time, so that the services are
reached and not only the parsers. Fixed seed: a failure repeats itself. ``make
test-full`` asks seven times as much.
"""

from collections.abc import Callable
from contextlib import closing, contextmanager
from typing import NamedTuple
from uuid import uuid4

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, checks

from koprogo.api.schema import description
from koprogo.api.throttles import PerAddress, PerPerson, PerToken
from tests import databases
from tests.api.conftest import a_token
from tests.api.things import fresh, real_things
from tests.api.well_formed import well_formed
from tests.community.api import asked as neighbours_asked
from tests.finance.demos import connected_to
from tests.solidarity import asked as fund_asked
from tests.transparency import asked

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
ANYTHING = st.tuples(st.booleans(), st.booleans())
REAL_AND_SOUND = st.just((True, True))
# how it is made up, whether of real things and well formed, and how often it is asked
ROUNDS = [
    (GenerationMode.POSITIVE, REAL_AND_SOUND, 2),
    (GenerationMode.POSITIVE, ANYTHING, 2),
    (GenerationMode.NEGATIVE, ANYTHING, 1),
]
# Chance draws from the words of our own code as well, and so from other ones after every
# change: what was refused is asked again, so often.
PATIENCE = 40
DONE = {200, 201, 202, 204}
TAGS = sorted(
    {
        operation["tags"][0]
        for methods in description()["paths"].values()
        for operation in methods.values()
    }
)
KEYLESS = {
    "sign-in": [
        "POST /api/v1/auth/refresh/",
        "POST /api/v1/auth/second-factor/",
        "DELETE /api/v1/auth/session/",
        "POST /api/v1/auth/sign-in/",
    ],
    "audit": ["POST /api/v1/buildings/{slug}/audit/checks/{check_id}/sign/"],
    "archive": ["POST /api/v1/buildings/{slug}/archive/file/"],
    "me": ["DELETE /api/v1/users/{user_id}/"],
}


class Place(NamedTuple):
    """Whose things requests name; each function is told of in ``tests.api.things``.

    ``who``: asks.
    """

    real_things: Callable
    fresh: Callable
    well_formed: Callable
    who: str = "sophie"


ACACIAS = Place(real_things, fresh, well_formed)
ASBL = Place(asked.real_things, asked.fresh, asked.well_formed)
FUND = Place(fund_asked.real_things, fund_asked.fresh, fund_asked.well_formed)
NEIGHBOURS = Place(
    neighbours_asked.real_things,
    neighbours_asked.fresh,
    neighbours_asked.well_formed,
    neighbours_asked.WHO,
)
PLACES = {
    **dict.fromkeys(asked.TAGS, ASBL),
    **dict.fromkeys(fund_asked.TAGS, FUND),
    **dict.fromkeys(neighbours_asked.TAGS, NEIGHBOURS),
}
# They stand in addresses; in a body these names mean something else.
NOT_IN_BODIES = {"kind", "number"}


@pytest.fixture(scope="module")
def rooms(cast_template, django_db_setup, django_db_blocker):
    """``with rooms(place) as (secret, real)``: a database of its own, with real things.

    They are dear to make: it is a clone of the one in which they were made.
    """
    made = {}

    def furnished(place):
        if place not in made:
            name = databases.clone(cast_template, f"{cast_template}_room{len(made)}")
            with connected_to(name):
                secret = a_token(place.who)[1]
                made[place] = name, secret, place.real_things()
        return made[place]

    @contextmanager
    def room(place):
        with django_db_blocker.unblock():
            template, secret, real = furnished(place)
            name = databases.clone(template, f"{template}_own")
            with connected_to(name):
                yield secret, real
            databases.drop(name)

    yield room
    for name, _secret, _real in made.values():
        databases.drop(name)


@pytest.fixture
def api(monkeypatch):
    """The description, wired to the application itself: no socket."""
    for throttle in (PerAddress, PerPerson, PerToken):
        monkeypatch.setattr(throttle, "rate", "1000000/min", raising=False)
    schema = schemathesis.openapi.from_dict(description())
    site = get_wsgi_application()

    def app(environ, start):
        # Any server says who calls, and closes what it read and sent: this one does not.
        answer = site(environ | {"REMOTE_ADDR": "127.0.0.1"}, start)
        with closing(environ["wsgi.input"]), closing(answer):
            return list(answer)

    schema.app = app
    return schema


def made_real(thing, real):
    """Return a body in which ids and days are those of things that there are."""
    if isinstance(thing, dict):
        return {
            name: str(real[name])
            if name in real.keys() - NOT_IN_BODIES
            else made_real(inner, real)
            for name, inner in thing.items()
        }
    if isinstance(thing, list):
        return [made_real(inner, real) for inner in thing]
    return thing


def make_real(case, place, real, *, sound):
    """Let a request name things that there are; ``sound``: its body is well formed."""
    label = case.operation.label
    things = place.fresh(label, real)
    names = case.path_parameters or {}
    case.path_parameters = {n: str(things.get(n, names[n])) for n in names}
    if "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = str(uuid4())
    said = place.well_formed(label, things) if sound else None
    if case.method == "GET":
        case.query = said or case.query
    else:
        case.body = said or made_real(case.body, things)


def answers_as_described(operation, mode, of_what, often, secret, place, real):
    """Send generated requests of one operation; return the statuses that came back.

    The first answer that is not as described raises.
    """
    statuses = set()
    # The WSGI client of schemathesis does not unpack.
    sent = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}

    @seed(20260101)
    @settings(
        max_examples=often,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode), how=of_what)
    def ask(case, how):
        really, sound = how
        if really:
            make_real(case, place, real, sound=sound)
        answer = case.call_and_validate(headers=sent, checks=CHECKS)
        statuses.add(answer.status_code)

    try:
        ask()
    except Unsatisfiable:  # nothing of this request can be wrong
        assert mode is GenerationMode.NEGATIVE
    return statuses


@pytest.mark.parametrize("tag", TAGS)
def test_the_api_answers_as_described(api, rooms, tag, pytestconfig):
    """Each is also asked something that it does: only a real sign-in is left out."""
    place = PLACES.get(tag, ACACIAS)
    times = 7 if pytestconfig.getoption("--matrix") else 1
    silent = []
    with rooms(place) as (secret, real):
        for found in api.get_all_operations():
            operation = found.ok()
            if operation.tags != [tag]:
                continue
            statuses = set()
            for mode, of_what, often in ROUNDS:
                statuses |= answers_as_described(
                    operation, mode, of_what, often * times, secret, place, real
                )
            if not statuses & DONE:
                statuses = answers_as_described(
                    operation, *ROUNDS[0][:2], PATIENCE, secret, place, real
                )
            if not statuses & DONE:
                silent.append(operation.label)
    assert silent == KEYLESS.get(tag, [])


def test_no_two_shapes_share_a_name(capsys):
    """The second of them would stand for the first."""
    SchemaGenerator().get_schema(public=True)
    assert "identical names" not in capsys.readouterr().err
