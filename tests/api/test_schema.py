"""The API against its own description: schemathesis asks what nobody would think of.

A syndic's program with a full token, on a clone of the cast's database, real commits.
What stands in paths and bodies is real half of the time, so that the services are
reached and not only the parsers. Fixed seed: a failure repeats itself. ``make
test-full`` asks three times as much.
"""

from contextlib import closing
from uuid import uuid4

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, checks

from koprogo.api.schema import description
from koprogo.api.throttles import PerAddress, PerPerson, PerToken
from tests.api.conftest import a_token
from tests.api.things import fresh, real_things
from tests.api.well_formed import well_formed

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
    (GenerationMode.POSITIVE, REAL_AND_SOUND, 3),
    (GenerationMode.POSITIVE, ANYTHING, 6),
    (GenerationMode.NEGATIVE, ANYTHING, 4),
]
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
# They stand in addresses; in a body these names mean something else.
NOT_IN_BODIES = {"kind", "number"}


@pytest.fixture
def api(own_database, monkeypatch):
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
    """Return a body in which ids and days are those of Les Acacias."""
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


def answers_as_described(operation, mode, of_what, often, secret, real):
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
            things = fresh(operation.label, real)
            names = case.path_parameters or {}
            case.path_parameters = {n: str(things.get(n, names[n])) for n in names}
            case.body = (sound and well_formed(operation.label, things)) or made_real(
                case.body, things
            )
        if "Idempotency-Key" in (case.headers or {}) and really:
            case.headers["Idempotency-Key"] = str(uuid4())
        answer = case.call_and_validate(headers=sent, checks=CHECKS)
        statuses.add(answer.status_code)

    try:
        ask()
    except Unsatisfiable:  # nothing of this request can be wrong
        assert mode is GenerationMode.NEGATIVE
    return statuses


@pytest.mark.parametrize("tag", TAGS)
def test_the_api_answers_as_described(api, tag, pytestconfig):
    """Each is also asked something that it does: only a real sign-in is left out."""
    secret, real = a_token("sophie")[1], real_things()
    times = 3 if pytestconfig.getoption("--matrix") else 1
    silent = []
    for found in api.get_all_operations():
        operation = found.ok()
        if operation.tags != [tag]:
            continue
        statuses = set()
        for mode, of_what, often in ROUNDS:
            statuses |= answers_as_described(
                operation, mode, of_what, often * times, secret, real
            )
        if not statuses & {200, 201, 202, 204}:
            silent.append(operation.label)
    assert silent == KEYLESS.get(tag, [])
