"""What the fund knows about the person who asks: his requests, opened with their keys.

Whoever has a request that is still open cannot close his account; a draft goes with it.
"""

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from koprogo.slots import Personal, PersonalData, PersonalFile, PersonalTable
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity import leaving
from solidarity.models import Paper, Request, RequestConsent
from solidarity.queries import requests as queries
from solidarity.services.papers import read_paper
from solidarity.vault import Forgotten, Vault, open_vaults
from solidarity.words_answers import sections_in_words

__all__ = ["DATA"]

State = Request.State


def _of(user):
    return Request.objects.filter(applicant=user).order_by("pk")


def places(user) -> list[int]:
    """Return the fund, if the person asked it for something."""
    found = []
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.FUND):
        with enter(tenant.pk, by=user):
            if _of(user).exists():
                found.append(tenant.pk)
    return found


def here(user) -> Iterator[Personal]:
    requests = list(_of(user))
    if not requests:
        return
    vaults = open_vaults(requests)
    yield PersonalTable(
        "fund_requests",
        _of(user).values(
            *("code", "state", "kind", "created_at", "submitted_at", "complete_at"),
            *("decide_by", "decide_at", "ended_at"),
        ),
    )
    readable = [one for one in requests if _is_readable(vaults[one.pk])]
    tables: dict[str, list[dict]] = {
        "fund_answers": [],
        "fund_conditions": [],
        "fund_scores": [],
        "fund_questions": [],
        "fund_openings": [],
    }
    for request in readable:
        vault = vaults[request.pk]
        tables["fund_answers"] += _answers(request, vault)
        tables["fund_conditions"] += _conditions(request, vault)
        tables["fund_scores"] += _score(request, vault)
        tables["fund_questions"] += _questions(request, vault)
        tables["fund_openings"] += _openings(request)
    for name, rows in tables.items():
        yield PersonalTable(name, rows)
    yield PersonalTable(
        "fund_consents",
        RequestConsent.objects.filter(request__in=requests).values(
            *("purpose", "version", "given_at", "withdrawn_at"), "request__code"
        ),
    )
    yield from _papers(readable, vaults)


def _is_readable(vault: Vault) -> bool:
    """Tell whether the key is still there: what is forgotten is in no copy."""
    try:
        vault.seal("x", place="personal")
    except Forgotten:
        return False
    return True


def _answers(request: Request, vault: Vault) -> list[dict]:
    answers = queries.answers_of(request, vault)
    return [
        {"request": request.code, "what": fact.label, "said": fact.value}
        for section in sections_in_words(answers)
        for fact in section.facts
    ]


def _conditions(request: Request, vault: Vault) -> list[dict]:
    found = queries.analysis_of(request, vault)
    return [
        {
            "request": request.code,
            "condition": str(line.rule),
            "holds": line.holds,
            "found": _text(line.found),
            "limit": _text(line.limit),
        }
        for line in (found.lines if found else ())
    ]


def _score(request: Request, vault: Vault) -> list[dict]:
    found = queries.analysis_of(request, vault)
    if found is None:
        return []
    said = {name: _text(value) for name, value in asdict(found.score).items()}
    return [{"request": request.code, **said}]


def _questions(request: Request, vault: Vault) -> list[dict]:
    return [
        {
            "request": request.code,
            "question": asked.text,
            "asked_at": asked.row.asked_at,
            "answer": asked.answer,
            "answered_at": asked.row.answered_at,
        }
        for asked in queries.asked_of(request, vault)
    ]


def _openings(request: Request) -> list[dict]:
    return [
        {"request": request.code, "by": one.by, "what": one.what, "at": one.at}
        for one in queries.openings_of(request)
    ]


def _papers(requests, vaults) -> Iterator[PersonalFile]:
    rows = Paper.objects.filter(request__in=requests)
    for paper in rows.select_related("file", "request").order_by("pk"):
        place = queries.place("paper", "name", paper.uuid)
        name = vaults[paper.request_id].open(paper.name, place=place)
        yield PersonalFile(name, partial(_bytes, paper))


def _bytes(paper: Paper) -> bytes:
    return read_paper(paper)[1]


def _text(value) -> str:
    return "" if value is None else str(value)


DATA = PersonalData(
    places=places, here=here, refusals=leaving.refusals, leave=leaving.leave
)
