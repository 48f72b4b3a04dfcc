"""What was done, in plain words: each act, and each value that was recorded with it."""

from datetime import date

import pytest
from django.utils import translation

from buildings import services
from buildings.models import ImportBatch, Owner
from finance import services as finance
from koprogo.audit.models import AuditEvent
from koprogo.audit.services import record
from tests import cast
from tests.buildings.history import details, latest
from tests.finance import factories


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (
            lambda: services.hand_over_lot(
                cast.lot("B"),
                holding=cast.holding("H1"),
                since=date(2024, 3, 1),
                by=None,
            ),
            "Lot B belongs to holding H1 from 01/03/2024 on.",
        ),
        (
            lambda: services.undo_hand_over(
                cast.lot("B"), since=date(2020, 1, 1), by=None
            ),
            "The change of owner of lot B to holding H2 on 01/01/2020 was undone.",
        ),
        (
            lambda: services.create_owner(first_name="Nora", last_name="Aziz", by=None),
            "Owner Nora Aziz was added.",
        ),
        (
            lambda: services.update_owner(
                Owner.objects.get(code="omar"), city="Gent", by=None
            ),
            "Owner Omar Haddad was changed.",
        ),
        (
            lambda: services.set_representative(
                cast.holding("H3"),
                representative=Owner.objects.get(code="fatima"),
                by=None,
            ),
            "A representative was named for Jean Moreau & Fatima El Idrissi.",
        ),
        (
            lambda: services.create_holding(
                members=[services.Member(Owner.objects.get(code="jean"), 1)],
                code="H9",
                by=None,
            ),
            "Holding H9 was added: Jean Moreau.",
        ),
        (
            lambda: services.create_key(
                code="heat", name="Heating", parts={cast.lot("A").pk: 1500}, by=None
            ),
            "The parts of the key “Heating” were written: 1,500 in total.",
        ),
        (
            lambda: services.update_building(
                cast.building(), name="Les Acacias", city="Gent", by=None
            ),
            "The data of the association were changed.",
        ),
        (
            lambda: services.grant_role(
                cast.user("zoe"),
                tenant=cast.tenant(),
                role="auditor",
                since=date(2024, 1, 1),
                by=None,
            ),
            "Zoe got a role: Auditor of the accounts.",
        ),
        (
            lambda: record(
                "import.applied",
                target=ImportBatch.objects.create(names="lots.csv"),
                by=None,
                names="lots.csv",
                lots=4,
            ),
            "Tables were imported: lots.csv.",
        ),
        (
            lambda: factories.draft(title="Roof"),
            "The call for funds “Roof” was prepared.",
        ),
        (
            lambda: finance.discard_draft(factories.draft(title="Roof"), by=None),
            "The draft of the call for funds “Roof” was deleted.",
        ),
        (
            lambda: factories.payment("H3", "1234.50"),
            "A payment of €1,234.50 from Jean Moreau & Fatima El Idrissi was recorded.",
        ),
        (
            lambda: record("moon.landed", target=cast.lot("A"), by=None, secret="x"),
            "Something else was done (moon.landed).",
        ),
        (
            lambda: record("lot.created", target=cast.lot("A"), by=None),
            "Lot A was added with … shares.",
        ),
    ],
)
def test_each_act_in_words(acacias, act, sentence):
    act()
    assert [row.sentence for row in latest()] == [sentence]


def test_what_is_gone_keeps_the_name_it_had(acacias):
    finance.discard_draft(factories.draft(title="Roof"), by=None)
    assert [row.sentence for row in latest(2)] == [
        "The draft of the call for funds “Roof” was deleted.",
        "The call for funds “Roof” was prepared.",
    ]
    AuditEvent.objects.bulk_create(
        [AuditEvent(action="lot.changed", target="buildings.Lot:999999")]
    )
    assert [row.sentence for row in latest()] == ["Lot (deleted since) was changed."]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"kind": ["apartment", "cellar"]}, ("Kind", "Apartment", "Cellar")),
        ({"shares": ["500", "1500"]}, ("Shares", "500", "1,500")),
        ({"primary": ["None", "B"]}, ("Belongs to", "—", "B")),
        ({"floor": ["", "3"]}, ("Floor", "—", "3")),
        ({"amount": "12.50"}, ("Amount", None, "€12.50")),
        ({"since": "2026-02-01"}, ("From", None, "01/02/2026")),
        ({"total": 1234}, ("Total of the parts", None, "1,234")),
        ({"user": -1}, ("Person", None, "—")),
        ({"names": ["a", "b", "c"]}, ("Files", None, "a, b, c")),
        ({"names": []}, ("Files", None, "—")),
        ({"public_page": True}, ("Public page", None, "yes")),
        ({"public_page": ["True", "False"]}, ("Public page", "yes", "no")),
        ({"role": "moon"}, ("Role", None, "moon")),
        ({"to": {"a": 1}}, ("Holding", None, "{'a': 1}")),
        ({"role": "council"}, ("Role", None, "Council member")),
        ({"audience": "office"}, ("Who reads it", None, "The syndic's office")),
        ({"channel": ["paper", "post"]}, ("By", "Code on paper", "post")),
    ],
    ids=str,
)
def test_each_value_in_words(acacias, values, shown):
    record("lot.changed", target=cast.lot("A"), by=None, **values)
    assert details(*latest()) == [shown]


def test_values_of_a_model_that_is_no_more(acacias):
    AuditEvent.objects.create(
        action="lot.changed", target="moon.Base:1", data={"crew_size": 3}
    )
    [row] = latest()
    assert row.sentence == "Lot (deleted since) was changed."
    assert details(row) == [("Crew size", None, "3")]


def test_amounts_and_days_are_written_as_the_reader_writes_them(acacias):
    record("lot.changed", target=cast.lot("A"), by=None, amount="1234.50")
    record("lot.changed", target=cast.lot("A"), by=None, since="2026-02-01")
    with translation.override("de"):
        values = [row.details[0].after for row in latest(2)]
    assert values == ["01.02.2026", "1.234,50\N{NO-BREAK SPACE}€"]


def test_an_address_hides_under_any_name(acacias):
    record("lot.changed", target=cast.lot("A"), by=None, to=["x@example.org", "B"])
    assert details(*latest(to="clara")) == [("Holding", "(not shown)", "B")]
