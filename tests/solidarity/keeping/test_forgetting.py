"""What is sealed goes with its key: in every model, also where rows never change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koprogo.audit.models import AuditEvent
from koprogo.documents.models import File
from koprogo.tenancy import enter
from solidarity import models as of_fund
from solidarity.models import (
    Aid,
    Contact,
    Payout,
    PlanChange,
    Request,
    RequestErasure,
    RequestKey,
    Verdict,
    Vote,
    WriteOff,
)
from solidarity.models.sealed import SealedFile, SealedText
from solidarity.queries.sealed import keyless, sealed
from solidarity.services import retention
from solidarity.services.forgetting import forget
from solidarity.services.requests import discard_draft
from solidarity.vault import Life, open_vault
from tests.solidarity import making
from tests.solidarity.keeping.making import (
    columns,
    everything,
    later,
    over,
    tokens,
)
from tests.solidarity.requests import filling
from tests.sql import changed, refused

ENDED = datetime(2027, 3, 10, 12, tzinfo=ZoneInfo("Europe/Brussels"))
#: text of the fund that is not sealed, and why it need not be
OPEN_TEXT = {
    "LegalReview.note": "about the fund, not about anybody",
    "RequestKey.wrapped": "the key itself, wrapped",
    "Exclusion.salt": "the key of a mark, wrapped",
    "Testimony.text": "public by consent; taken back, it is gone",
}


# Every column


def test_long_text_of_the_fund_is_sealed_unless_it_says_why_not():
    """A column made tomorrow stands in one of the two lists, or this fails."""
    open_text = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("solidarity").get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.TextField) and not isinstance(field, SealedText)
    }
    assert open_text == set(OPEN_TEXT)


def test_every_sealed_column_belongs_to_a_request_and_is_walked():
    walked = {
        (one.model, name)
        for life in Life
        for one in sealed(life)
        for name in (*one.texts, *one.files)
    }
    declared = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedText | SealedFile)
    }
    assert walked == declared
    assert len(declared) > 25
    for life in Life:
        for one in sealed(life):
            assert Request in (one.model, _last_model(one.model, one.request))


def _last_model(model, lookup):
    for name in lookup.split("__"):
        model = model._meta.get_field(name).related_model if name != "pk" else model
    return model


def test_the_test_fills_every_sealed_column(fund):
    """What the other tests empty was there: a new column must be filled here too."""
    everything()
    empty = [
        name for life in Life for name, held in columns(life).items() if not any(held)
    ]
    assert empty == []


# The night


def test_after_five_years_no_token_of_the_file_is_left(fund):
    over("omar", at=ENDED)
    papers = columns(Life.PAPERS)
    assert retention.forget_files(later(ENDED, 5)) == 1
    assert {value for held in columns(Life.FILE).values() for value in held} == {""}
    assert columns(Life.PAPERS) == papers
    assert {name for name in tokens() if name not in papers} == {"requestkey.wrapped"}


def test_after_seven_years_no_token_is_left_at_all(fund):
    over("omar", at=ENDED)
    retention.forget_files(later(ENDED, 5))
    assert retention.forget_papers(later(ENDED, 7)) == 1
    assert {value for held in columns(Life.PAPERS).values() for value in held} == {""}
    assert tokens() == set()
    assert not File.objects.exists()
    assert Aid.objects.get().mandate == ""
    assert of_fund.Testimony.objects.get().state == "withdrawn"
    assert {one.life for one in RequestErasure.objects.all()} == {"file", "papers"}


def test_what_others_say_stays(fund):
    over("omar", at=ENDED)
    kept = everything("clara")
    before = {life: columns(life) for life in Life}
    retention.forget_files(later(ENDED, 5))
    retention.forget_papers(later(ENDED, 7))
    for life, held in before.items():
        now = columns(life)
        assert all(any(values) for values in now.values())
        assert all(
            set(now[name]) - {""} <= set(values) for name, values in held.items()
        )
    vault = open_vault(kept)
    verdict = Verdict.objects.filter(request=kept).first()
    place = f"solidarity_verdict.reasons.{verdict.vote.uuid}"
    assert vault.open(verdict.reasons, place=place)


def test_many_are_forgotten_with_as_many_statements(fund):
    """But for the event of each."""
    counts = []
    for names in (["omar"], ["clara", "otto", "axel"]):
        for name in names:
            over(name, at=ENDED)
        with CaptureQueriesContext(connection) as caught:
            assert retention.forget_files(later(ENDED, 5)) == len(names)
        counts.append(len([one for one in caught if "audit_" not in one["sql"]]))
    assert counts[0] == counts[1]


def test_a_key_lost_in_another_way_takes_its_words_the_next_night(fund):
    """A crash, a hand on the database, a column that is sealed from tomorrow on."""
    everything()
    RequestKey.objects.filter(life=Life.FILE).delete()
    assert retention.forget_files(later(ENDED, 1)) == 0
    assert {value for held in columns(Life.FILE).values() for value in held} == {""}
    assert all(any(held) for held in columns(Life.PAPERS).values())
    assert not any(keyless(one).exists() for one in sealed(Life.FILE))


def test_years_run_from_the_last_money_that_came_back(fund):
    """A loan that was written off long ago: something of it came in today."""
    today = timezone.now()
    over("omar", at=ENDED.replace(year=today.year - 6))
    assert retention.forget_files(later(today, 4)) == 0
    assert retention.forget_files(later(today, 5)) == 1


def test_a_public_testimony_stays_until_it_is_taken_back(fund):
    over("omar", at=ENDED)
    of_fund.Testimony.objects.update(
        state="published", text="It helped.", year=2027, read_by=making.person("cas")
    )
    retention.forget_files(later(ENDED, 5))
    row = of_fund.Testimony.objects.get()
    assert (row.state, row.text, row.sealed, row.remark) == (
        "published",
        "It helped.",
        "",
        "",
    )


# The walls

#: how the walls say no, each in its words
NEVER = "stays as it is|frozen|never changed|words are missing|permission denied"
FROZEN = {
    Vote: ("derogation", "amount"),
    Verdict: ("reasons", "decided_at"),
    PlanChange: ("words", "months"),
    Contact: ("words", None),
    WriteOff: ("reasons", "proposed_at"),
    Payout: ("name", "amount"),
}


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_what_never_changes_is_emptied_only_without_its_key(fund, model):
    request = everything()
    column, other = FROZEN[model]
    table = model._meta.db_table
    empty = f"UPDATE {table} SET {column} = ''"
    with refused(NEVER):
        changed(empty)
    RequestKey.objects.filter(request=request).delete()
    with refused(NEVER):
        changed(f"UPDATE {table} SET {column} = 'other words'")
    if other:
        with refused(NEVER):
            changed(f"{empty}, {other} = {other} + {_more(other)}")
    assert changed(empty) == model.objects.count()
    with refused(NEVER):
        changed(f"UPDATE {table} SET {column} = 'back again'")
    with refused(NEVER):
        changed(f"DELETE FROM {table}")


def _more(column: str) -> str:
    return "interval '1 day'" if column.endswith("_at") else "1"


def test_nothing_else_of_a_talk_may_ever_change(fund):
    everything()
    RequestKey.objects.all().delete()
    with refused("permission denied"):
        changed("UPDATE solidarity_contact SET words = '', day = day + 1")


@pytest.mark.parametrize(
    ("table", "constraint", "more"),
    [
        ("exclusion", "exclusion_reasoned", "reasons = ''"),
        ("question", "request_question_said", "answer = ''"),
    ],
)
def test_words_are_not_left_out_while_their_key_is_there(fund, table, constraint, more):
    everything()
    statement = f"UPDATE solidarity_{table} SET {more}"
    with refused("words are missing"):
        changed(statement)
    RequestKey.objects.all().delete()
    assert changed(statement) == 1


def test_a_decision_without_reasons_is_refused_from_the_start(fund):
    request = everything()
    vote = Vote.objects.create(
        request=request,
        session=Vote.objects.first().session,
        round=2,
        amount=1,
        until=ENDED,
    )
    with pytest.raises(IntegrityError) as found, transaction.atomic():
        Verdict.objects.create(
            request=request,
            vote=vote,
            outcome="accepted",
            reasons="",
            decided_at=ENDED,
        )
    assert found.value.__cause__.diag.constraint_name == "verdict_reasoned"


# Drafts


def test_a_draft_goes_whole_with_its_key(fund):
    draft = filling.draft(papers=True)
    assert File.objects.exists()
    assert RequestKey.objects.filter(request=draft).count() == 2
    discard_draft(draft, by=draft.applicant)
    for model in apps.get_app_config("solidarity").get_models():
        if any(field.name == "request" for field in model._meta.local_fields):
            assert not model.objects.exists(), model
    assert not Request.objects.exists()
    assert not File.objects.exists()
    event = AuditEvent.objects.get(action="request.draft_deleted")
    assert event.actor is None


def test_a_forgotten_request_says_so_on_its_pages(fund, client):
    request = everything()
    forget([request], Life.FILE, now=ENDED)
    client.force_login(request.applicant)
    with enter(None, by=None):
        page = client.get(filling.url("request", request))
        assert page.status_code == 410
        page = client.get(filling.url("decision", request))
        assert "solidarity/appeals/gone.html" in [one.name for one in page.templates]
