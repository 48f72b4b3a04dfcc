"""The factors of the estimates: dated, with a source, never changed."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.errors.impact import (
    FactorTooEarly,
    FactorUnchanged,
    FactorWritten,
    FactorWrong,
)
from community.impact import Factors, Name
from community.models import ImpactFactor
from community.queries.impact import factor_list, factors_in, in_force
from community.services.impact import write_factor
from koprogo.audit.models import AuditEvent
from koprogo.tenancy import enter
from tests import cast
from tests.community.impact.making import month
from tests.sql import changed, refused
from tests.together import outcomes

URL = "/asbl/impact/"
FIRST = Factors(Decimal(20), Decimal(40), Decimal(10))


@pytest.fixture
def asbl(db):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        yield


def written(**said) -> ImpactFactor:
    values = {
        "uuid": uuid4(),
        "name": Name.PRICE,
        "since": timezone.localdate(),
        "value": Decimal("35.50"),
        "basis": ImpactFactor.Basis.SURVEY,
        "source": "Survey of the ASBL, 2026",
    }
    return write_factor(**values | said, by=cast.user("bo"))


def test_there_are_factors_from_the_first_release_on(asbl):
    rows = factor_list()
    assert factors_in(rows, month(12)) == FIRST
    assert {row.basis for row in rows} == {"estimate"}
    assert factors_in(rows, date(2019, 1, 1)) is None


def test_a_factor_holds_from_its_month_on_and_changes_none_before(asbl):
    written(since=month(-2).replace(day=20))
    rows = factor_list()
    assert factors_in(rows, month(-1)).price == 40
    assert factors_in(rows, month(-2)).price == Decimal("35.50")
    assert factors_in(rows, month(-9)).price == Decimal("35.50")


def test_of_two_from_the_same_month_the_later_word_holds(asbl):
    written(value=Decimal(355))
    right = written()
    assert in_force(factor_list(), month(0))[Name.PRICE] == right


def test_what_is_refused(asbl):
    with pytest.raises(FactorTooEarly):
        written(since=month(1))
    with pytest.raises(FactorWrong):
        written(name=Name.SHARE, value=Decimal("100.01"))
    row = written()
    with pytest.raises(FactorWritten):
        written(uuid=row.uuid)
    with pytest.raises(FactorUnchanged):
        written()
    assert ImpactFactor.objects.filter(name="price").count() == 2


def test_it_is_in_the_history_of_the_asbl(asbl):
    written()
    event = AuditEvent.objects.get(action="impact_factor.written")
    assert event.data["impact_value"] == "35.50"


def test_nothing_written_is_changed(asbl):
    for statement in (
        "UPDATE community_impactfactor SET value = 1",
        "DELETE FROM community_impactfactor",
    ):
        with refused("change|permission"):
            changed(statement)


@pytest.mark.parametrize(
    "values",
    [
        {"value": Decimal(-1)},
        {"name": "share", "value": Decimal(101)},
        {"since": date(2026, 1, 2)},
        {"basis": "published", "source": ""},
        {"name": "else"},
    ],
)
def test_the_database_refuses(asbl, values):
    said = {"name": "price", "since": date(2026, 1, 1), "value": 1, "basis": "estimate"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactFactor.objects.create(**said | values)


def test_one_form_sent_twice_at_once_is_written_once(own_database):
    uuid = uuid4()

    def act():
        with enter(cast.tenant(cast.ASBL).pk, by=None):
            written(uuid=uuid)

    assert outcomes([act, act], refusals=FactorWritten) == ["FactorWritten", "done"]


# Pages


FORM = {
    "name": "carbon",
    "value": "12,5",
    "since": "",
    "basis": "published",
    "source": "Base Empreinte, ADEME, 2026",
}


def test_the_board_writes_a_factor(sign_in):
    client = sign_in("bo")
    page = client.get(URL).content.decode()
    assert "10 kg CO₂e" in page
    assert "Careful estimate of the ASBL" in page
    said = FORM | {"uuid": uuid4(), "since": timezone.localdate().isoformat()}
    answer = client.post(f"{URL}new/", said, follow=True)
    page = answer.content.decode()
    assert "12.5 kg CO₂e" in page
    assert "Base Empreinte, ADEME, 2026" in page
    client.post(f"{URL}new/", said)
    assert ImpactFactor.objects.count() == 4


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"source": ""}, "Say where this figure can be read."),
        ({"name": "share", "value": "120"}, "A share is at most 100 per cent."),
        ({"since": "2020-01-01"}, "Months that are over were told already"),
        ({"value": "-1"}, "It cannot be below 0."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(sign_in, said, sentence):
    values = FORM | {"uuid": uuid4(), "since": timezone.localdate().isoformat()} | said
    page = sign_in("bo").post(f"{URL}new/", values).content.decode()
    assert sentence in page
    assert ImpactFactor.objects.count() == 3


def test_the_list_as_a_file(sign_in):
    answer = sign_in("tess").get("/asbl/impact.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == (
        "Factor;From;Value;Where it comes from;Source;Written on;Written by"
    )
    assert len(lines) == 4


def test_elsewhere_than_on_the_platform_of_the_asbl_there_is_no_such_page(
    sign_in, settings
):
    settings.ASBL_PLATFORM = False
    assert sign_in("bo").get(URL).status_code == 404
