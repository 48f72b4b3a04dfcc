"""What generated requests of the API name and send in the ASBL, and who sends them."""

from uuid import uuid4

from django.utils import timezone

from buildings.models import Role
from buildings.services import grant_role
from koprogo.tenancy import enter
from tests import cast
from tests.api.things import made_anew
from tests.transparency import asked_books, asked_reports, things
from tests.transparency.allocations.making import adopted, line_of, month_ago, proposed
from tests.transparency.asked_books import WHO
from tests.transparency.members import joined
from tests.transparency.reports.making import second_board_member
from transparency.months import add_months
from transparency.queries.participations import owner_of
from transparency.services.ideas import propose_idea
from transparency.services.taking_part import join_co_ownership, leave
from transparency.services.terms import grant_reduction, use_add_on
from transparency.tariff import effective_from

HERE = "/api/v1/asbl/"
TAGS = ("asbl", "asbl-books", "asbl-reports", "contributions", "membership")
#: Sophie runs Les Acacias as syndic, and holds these besides
OFFICES = (Role.BOARD, Role.TREASURER, Role.ASBL_AUDITOR)
MINE = "participations/mine/{participation_id}/"


def inside():
    return enter(cast.tenant(cast.ASBL).pk, by=None)


def real_things():
    """Return what the addresses and bodies may name, by the name that it has there.

    Sophie takes part herself, and so does Les Acacias, for which Mia votes.
    """
    with inside():
        asbl = cast.tenant(cast.ASBL)
        for role in OFFICES:
            grant_role(
                cast.user(WHO), tenant=asbl, role=role, since=cast.SINCE, by=None
            )
        join_co_ownership(
            name="Les Acacias",
            kbo="",
            way="hosted",
            building=cast.tenant(),
            voter=cast.user("mia"),
            by=None,
        )
        found = things.things(WHO)
        return found | asked_books.things(found["participation_id"]) | _days()


def _days():
    today = timezone.localdate()
    following = effective_from(today)
    return {
        "date": today.isoformat(),
        "month": following.isoformat(),
        "later": add_months(following, 3).isoformat(),
    }


def fresh(label, real):
    """Give a request that uses something up its own: a voucher, a participation."""
    with inside():
        return made_anew(label, real, here=HERE, makers=MAKERS)


# Taking part


def _hers():
    """A co-ownership that joined today, for which she votes."""
    return joined(uuid4().hex[:8], user=cast.user(WHO))


def _running(_method):
    return {"participation_id": _hers().uuid}


def _leaving(_method):
    row = _hers()
    leave(row, by=None)
    return {"participation_id": row.uuid}


def _gone(_method):
    row = _hers()
    row.periods.update(since=month_ago(2), until=month_ago())
    return {"participation_id": row.uuid}


def _using_an_add_on(_method):
    row = _hers()
    use_add_on(row, add_on="ai", by=None)
    return {"participation_id": row.uuid, "add_on": "ai"}


def _reduced(_method):
    reduction = grant_reduction(
        _hers(),
        kind="contributor",
        contributor="Ann",
        reason="Translates",
        since=effective_from(timezone.localdate()),
        by=None,
    )
    return {"reduction_id": reduction.uuid}


def _kbo() -> str:
    # By a uuid: Hypothesis lets ``random`` begin again for each request.
    number = uuid4().int % 10_000_000
    return f"{number:08}{97 - number % 97:02}"


# The surplus, and offices


def _idea(_method):
    author = owner_of(cast.user(WHO))
    words = {"title": "Chat", "text": "Why", "language": "fr"}
    return {"idea_id": propose_idea(author=author, by=None, **words).uuid}


def _proposal(_method):
    return {"allocation_id": proposed().uuid}


def _endowment(_method):
    """One that the members gave today, and nobody paid."""
    given = line_of(adopted("100.00", "fund 100"), "fund")
    return {"endowment_id": given.endowment.uuid}


def _office(_method):
    person = second_board_member(f"board-{uuid4().hex}")
    return {"person_id": person.uuid, "office": "board", "since": cast.SINCE}


MAKERS = {
    **asked_books.MAKERS,
    **asked_reports.MAKERS,
    _running: (
        f"{MINE}leave/",
        f"{MINE}way/",
        f"{MINE}add-ons/",
        "members/{participation_id}/end/",
        "members/{participation_id}/reductions/",
    ),
    _leaving: (f"{MINE}stay/",),
    _gone: (f"{MINE}come-back/",),
    _using_an_add_on: (f"{MINE}add-ons/{{add_on}}/stop/",),
    _reduced: ("reductions/{reduction_id}/end/",),
    _idea: ("{idea_id}/", "{idea_id}/support/", "{idea_id}/answer/"),
    _proposal: ("{allocation_id}/",),
    _endowment: ("endowments/{endowment_id}/pay/",),
    _office: ("{person_id}/{office}/{since}/end/",),
}


def well_formed(label, real):
    """Return a body, or the query of a GET, that the service accepts."""
    method, path = label.split(" ")
    bodies = {
        **_of_members(real),
        **_of_the_surplus(real),
        **asked_books.bodies(real),
        **asked_reports.bodies(real),
    }
    return bodies.get(f"{method} {path.removeprefix(HERE)}")


def _of_members(real):
    return {
        "POST participations/mine/": {
            "who": "another",
            "name": "Les Tilleuls",
            "kbo": _kbo(),
            "way": "self_hosted",
            "agreed": True,
        },
        f"POST {MINE}come-back/": {"way": "self_hosted"},
        f"POST {MINE}way/": {"way": "free"},
        f"POST {MINE}add-ons/": {"add_on": "iot"},
        "POST members/{participation_id}/end/": {"reason": "It was sold"},
        "POST members/{participation_id}/reductions/": {
            "kind": "maintainer",
            "contributor": "Ann",
            "reason": "Answers questions",
            "since": real["month"],
            "until": real["later"],
        },
        "POST reductions/{reduction_id}/end/": {"until": real["later"]},
    }


def _of_the_surplus(real):
    idea = {"title": "Chat", "text": "Why", "language": "fr"}
    halves = [
        {"purpose": "features", "percent": "50.00"},
        {"purpose": "reserve", "percent": "50.00"},
    ]
    division = {"title": "Surplus", "amount": "1000.00", "lines": halves}
    return {
        "POST impact/": {
            "name": "price",
            # By a uuid: Hypothesis lets ``random`` begin again for each request.
            "value": f"{uuid4().int % 99_999}.00",
            "since": real["date"],
            "basis": "survey",
            "source": "Survey of the ASBL",
        },
        "POST ideas/": idea,
        "PUT ideas/{idea_id}/": idea,
        "POST ideas/{idea_id}/answer/": {"state": "taken", "answer": "Next year"},
        "POST allocations/": division,
        "PUT allocations/{allocation_id}/": division,
        "POST allocations/lines/{commitment_id}/spendings/": {
            "amount": "0.01",
            "spent_on": real["date"],
            "description": "Server",
        },
        "POST allocations/endowments/{endowment_id}/pay/": {"on": real["date"]},
        "POST people/{person_id}/{office}/{since}/end/": {
            "on": real["later"],
            "reason": "Moves abroad",
        },
        "GET tariffs/preview/": {
            "audience": "co_ownership",
            "kind": "voted",
            "since": real["month"],
            "price": "0.50",
        },
    }
