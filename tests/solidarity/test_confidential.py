"""No role opens a file but the committee and the person himself (solidarity.md).

Everybody of the cast, and a few who come close to the committee, try every address of
the fund; the addresses of the whole site with the fund's slug and the numbers of its
files; the search. The logs of all that are read too.
"""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone

from koprogo.documents.models import File
from koprogo.tenancy.models import Tenant
from solidarity.models import FundMovement, Recusal, Request
from solidarity.services.movements import note_movement
from tests import cast
from tests.api.conftest import a_token
from tests.solidarity import making
from tests.solidarity.life import PUBLIC, Life, lived
from tests.solidarity.public.things import a_report
from tests.solidarity.searching import logged, read_in

#: those who come close, in sessions that a second factor confirmed
CLOSE = ("former", "recused", "bo", "tess", "sophie", "clara", "arno")
EVERYBODY = [None, *cast.ROLES.values()]
#: what a program or a browser sends along: enough for many forms
BODY = {"text": "x", "words": "x", "reasons": "x", "answer": "yes", "choice": "for"}
#: what a role reads for its work, each time on record: name and account, for the bank
FOR_THE_BANK = {"solidarity:debit-batch-file", "solidarity:transfer-file"}


@pytest.fixture(scope="module")
def world(written_once):
    """The life, and the sessions and tokens of everybody."""
    return written_once(_made)


def _made() -> dict:
    with making.inside():
        life = lived()
        making.seat("former", "co_owner", place=3, days=(400, -1))
        making.seat("recused", "co_owner", place=3, days=(0, 365))
        for request in Request.objects.all():
            Recusal.objects.create(
                request=request, user=making.person("recused"), reason="family"
            )
        values = _values(life)
        files = list(File.objects.values_list("uuid", flat=True))
    return {
        "life": life,
        "values": values,
        "files": files,
        "sessions": {name: _session(name) for name in cast.ROLES.values()},
        "close": {name: _session(name, confirmed=True) for name in (*CLOSE, "lea")},
        "tokens": {name: a_token(name)[1] for name in ("sophie", "clara", "bo", "zoe")},
    }


def _session(name: str, *, confirmed=False) -> str:
    client = Client()
    if confirmed:
        return making.confirmed(client, name).session.session_key
    client.force_login(cast.user(name))
    return client.session.session_key


def _values(life: Life) -> dict[str, list]:
    """Return what stands in the addresses of the fund; the first of each for everybody."""
    rows = life.rows
    movement = note_movement(
        FundMovement.Kind.COST,
        uuid=uuid4(),
        amount=making.Decimal("1.00"),
        on=timezone.localdate(),
        reference="Bank",
        by=None,
    )
    found = {
        "fund_request_id": [rows["omar"], rows["ines"], rows["dora"]],
        "request_id": [rows["omar"], rows["otto"]],
        "fund_paper_id": [
            rows["omar identity"],
            rows["ines situation"],
            rows["dora other"],
        ],
        "aid_id": [rows["aid"], rows["grant"], rows["late"]],
        "fund_question_id": [rows["question"]],
        "fund_session_id": [rows["session"]],
        "fund_appeal_id": [rows["appeal"]],
        "payout_id": [rows["payout of omar"], rows["payout of clara"]],
        "transfer_id": [rows["batch of omar"]],
        "repayment_id": [rows["repayment"]],
        "fund_change_id": [rows["change"]],
        "fund_batch_id": [rows["debits"]],
        "debit_id": [rows["debit"]],
        "exclusion_id": [rows["exclusion"]],
        "testimony_id": [rows["testimony"]],
        "seat_id": [making.Seat.objects.get(user=making.person("lea"))],
        "fund_movement_id": [movement],
        "fund_report_id": [a_report()],
    }
    return {name: [row.uuid for row in values] for name, values in found.items()} | {
        "fund_section": ["finances", "reason", "identity"],
        "fund_purpose": ["social_check"],
        "open_language": ["en"],
        "ending": ["csv", "xlsx"],
    }


# The addresses


def _routes(patterns, namespace="", outer=None) -> Iterator[tuple[str, dict]]:
    """Yield the name of each page with the kinds of its arguments."""
    for route in patterns:
        names = dict.fromkeys(route.pattern.regex.groupindex)
        inside = {**(outer or {}), **names, **route.pattern.converters}
        if isinstance(route, URLPattern):
            yield f"{namespace}{route.name}", inside
        else:
            inner = f"{route.namespace}:" if route.namespace else ""
            yield from _routes(route.url_patterns, namespace + inner, inside)


ROUTES = dict(_routes(get_resolver().url_patterns))
FUND = sorted(
    name
    for name in ROUTES
    if name.startswith(("solidarity:", "api:fund-", "api:solidarity"))
)


def test_every_address_of_the_fund_is_tried(world):
    """A page with a new kind of argument says here what stands in its address."""
    asked = {argument for name in FUND for argument in ROUTES[name]}
    assert asked == set(world["values"])
    assert len(FUND) > 120


def _addresses(values: dict, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Yield names and addresses of the fund; ``whole``: of more than one person."""
    for name in FUND:
        many = max((len(values[each]) for each in ROUTES[name]), default=1)
        for number in range(many if whole else 1):
            chosen = {
                each: values[each][min(number, len(values[each]) - 1)]
                for each in ROUTES[name]
            }
            yield name, reverse(name, kwargs=chosen)


def _client(session: str | None, token: str | None = None) -> Client:
    client = Client(raise_request_exception=False)
    if session:
        client.cookies["sessionid"] = session
    if token:
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client


def _answer(client: Client, method: str, address: str, data=None) -> bytes:
    """Return all that is answered, and leave nothing behind."""
    cache.clear()
    with transaction.atomic():
        if method == "POST" and address.startswith("/api/"):
            answer = client.post(address, data, "application/json")
        else:
            answer = client.generic(method, address) if data is None else None
            answer = answer or client.post(address, data)
        body = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    assert answer.status_code < 500, (method, address, answer.status_code)
    return body + str(dict(answer.items())).encode() + str(answer.cookies).encode()


def _tried(life: Life, name: str | None, asked) -> None:
    """Ask for each address: nobody reads a word that is not about himself."""
    theirs = life.all_words - life.words.get(name or "", set())
    leaks = []
    with logged() as lines:
        for page, client, method, address in asked:
            data = BODY if method == "POST" else None
            words = read_in(_answer(client, method, address, data), theirs)
            if name in ("tess",) and page in FOR_THE_BANK and method == "POST":
                words = [word for word in words if not _is_for_the_bank(word)]
            if words:
                leaks.append((page, method, words))
    assert leaks == []
    assert read_in("\n".join(lines).encode(), life.all_words) == []


def _is_for_the_bank(word: str) -> bool:
    return word.startswith("BE") or "_Name" in word


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_tries_every_address_of_the_fund(db, world, name):
    client = _client(world["sessions"].get(name))
    pages = list(_addresses(world["values"], whole=False))
    _tried(
        world["life"],
        name,
        ((page, client, way, at) for page, at in pages for way in ("GET", "POST")),
    )


@pytest.mark.parametrize("name", CLOSE)
def test_those_who_come_close_read_nothing_either(db, world, name):
    """With a second factor: a former member, a recused one, the board and others."""
    client = _client(world["close"][name])
    pages = list(_addresses(world["values"], whole=True))
    if name == "bo":  # an appeal is the board's to read: elsewhere
        pages = [each for each in pages if "board-appeal" not in each[0]]
    _tried(
        world["life"],
        name,
        ((page, client, way, at) for page, at in pages for way in ("GET", "POST")),
    )


@pytest.mark.parametrize("name", ["sophie", "clara", "bo", "zoe"])
def test_a_program_reads_nothing_of_others(db, world, name):
    client = _client(None, world["tokens"][name])
    pages = [
        each for each in _addresses(world["values"], whole=True) if "api:" in each[0]
    ]
    assert len(pages) > 30
    _tried(
        world["life"],
        name,
        ((page, client, way, at) for page, at in pages for way in ("GET", "POST")),
    )


def test_the_search_of_this_test_can_find(db, world):
    """Omar reads his own words, a member those of a file that he opens."""
    life, values = world["life"], world["values"]
    own = _client(None)
    own.force_login(cast.user("omar"))
    address = reverse("solidarity:request", args=values["fund_request_id"][:1])
    assert "ZwOmarReasonIjg" in read_in(_answer(own, "GET", address), life.all_words)
    member = _client(world["close"]["lea"])
    file = values["fund_request_id"][1]
    with transaction.atomic():
        member.post(reverse("solidarity:file-open", args=[file]))
        page = member.get(reverse("solidarity:file", args=[file]))
        transaction.set_rollback(True)
    found = read_in(page.content, life.all_words)
    assert "ZwInesReasonIjg" in found
    # Before the decision a member reads no name, no street and no account.
    hidden = {
        f"ZwInes{what}Ijg" for what in ("First_Name", "Last_Name", "Street", "City")
    }
    assert not hidden & set(found)
    assert not [word for word in found if word.startswith("BE")]
    dashboard = _answer(_client(None), "GET", reverse("solidarity:introduction"))
    assert PUBLIC.encode() in dashboard


# The rest of the site


def _elsewhere(slug: str, files: list[UUID]) -> Iterator[tuple[str, str]]:
    """Yield the addresses that are not the fund's, with numbers of its files in them."""
    for name, kinds in ROUTES.items():
        if name in FUND:
            continue
        chosen = {}
        for each, kind in kinds.items():
            chosen[each] = slug if each == "slug" else _guess(each, kind, files)
        try:
            yield name, reverse(name, kwargs=chosen)
        except NoReverseMatch:  # none of ours: a word of another form stands there
            continue


def _guess(name: str, kind, files: list[UUID]) -> object:
    known = {
        "UUIDConverter": files[len(name) % len(files)],
        "IntConverter": 1,
    }
    words = {"ending": "csv", "language": "en", "report_language": "en"}
    return words.get(name, known.get(type(kind).__name__, "x"))


@pytest.mark.parametrize("name", ["bo", "tess", "sophie", "lea"])
def test_no_other_page_opens_a_file_of_the_fund(db, world, name):
    """With the slug of the fund, with that of a building, and with its files' numbers."""
    fund = Tenant.objects.get(kind=Tenant.Kind.FUND).slug
    client = _client(world["close"][name])
    asked = {
        (page, address)
        for slug in (fund, cast.ACACIAS)
        for page, address in _elsewhere(slug, world["files"])
        if not page.startswith("api:")
    }
    assert len(asked) > 900
    _tried(world["life"], name, ((page, client, "GET", at) for page, at in asked))


@pytest.mark.parametrize("name", ["sophie", "bo"])
def test_no_other_part_of_the_api_opens_a_file_of_the_fund(db, world, name):
    fund = Tenant.objects.get(kind=Tenant.Kind.FUND).slug
    client = _client(None, world["tokens"][name])
    asked = {
        (page, address)
        for slug in (fund, cast.ACACIAS)
        for page, address in _elsewhere(slug, world["files"])
        if page.startswith("api:")
    }
    assert len(asked) > 300
    _tried(world["life"], name, ((page, client, "GET", at) for page, at in asked))


SEARCHES = [
    "buildings:lots",
    "buildings:owners",
    "buildings:suppliers",
    "buildings:library",
    "finance:accounts",
]


@pytest.mark.parametrize("page", SEARCHES)
def test_the_search_finds_nothing_of_a_request(db, world, page):
    client = _client(world["close"]["sophie"])
    address = reverse(page, args=[cast.ACACIAS])
    for word in ("ZwOmar", "BE5", "1951", "1481"):
        answer = _answer(client, "GET", f"{address}?q={word}")
        assert read_in(answer, world["life"].all_words) == []


def test_the_key_of_a_session_is_not_the_one_of_a_second_factor():
    """What ``confirmed`` writes is what allauth reads: else nobody came close."""
    assert AUTHENTICATION_METHODS_SESSION_KEY == "account_authentication_methods"
