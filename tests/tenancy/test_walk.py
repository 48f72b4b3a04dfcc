"""Each model read and written as another tenant: nothing, also with raw SQL.

Bellevue walks through Les Acacias. What must not leak exists: ``everything.fill``.
"""

from typing import NamedTuple

import psycopg
import pytest
from django.db import DatabaseError, models, transaction

from buildings.models import Lot
from finance.models import CallItem
from koprogo.tenancy import enter
from koprogo.tenancy.models import TenantRow
from tests import cast
from tests.sql import changed, owner_of, refused, rows
from tests.tenancy.everything import MODELS, fill

APPEND_ONLY = {
    "audit.AuditEvent",
    "audit.AuditLeaf",
    "audit.AuditSeal",
    "buildings.ModuleSwitch",
    "community.HoursLeg",
    "community.HoursLimits",
    "community.HoursTransfer",
    "community.ImpactMonth",
    "finance.AccountCharge",
    "finance.BankMovement",
    "finance.BankStatement",
    "finance.CallDocument",
    "finance.CallLine",
    "finance.CollectedAmount",
    "finance.ContestAnswer",
    "finance.Cost",
    "finance.InvoicePayment",
    "finance.MovementMatch",
    "finance.Opening",
    "finance.OpeningBalance",
    "finance.OwnEntry",
    "finance.Payment",
    "finance.ReserveOptOut",
    "governance.Cancellation",
    "governance.CouncilReport",
    "governance.Decision",
    "governance.DecisionEffect",
    "governance.HandedOver",
    "governance.MeetingEvent",
    "governance.RequestPoint",
    "governance.RollLine",
    "governance.RollPart",
    "governance.SecretBallot",
    "governance.SecretVoter",
    "governance.Signature",
    "governance.WrittenAnswer",
    "governance.WrittenMinutes",
    "ledger.Line",
    "solidarity.AgreementSignature",
    "solidarity.Contact",
    "solidarity.FundAccount",
    "solidarity.FundErratum",
    "solidarity.FundGoal",
    "solidarity.FundOutcome",
    "solidarity.FundTerms",
    "solidarity.LegalReview",
    "solidarity.Opening",
    "solidarity.Plan",
    "solidarity.PlanLine",
    "solidarity.Recusal",
    "solidarity.RequestErasure",
    "transparency.Contribution",
    "transparency.ContributionDocument",
    "transparency.Endowment",
    "transparency.PriceStep",
    "transparency.Schedule",
    "transparency.ScheduleTier",
    "transparency.Spending",
    "transparency.VoucherEntry",
}
# A copy that passes the table's own triggers, so that the wall has to refuse it.
UNPOSTED = dict.fromkeys(
    [
        *("carried_out_at", "closed_at", "convened_at", "decided_at", "ended_at"),
        *("ended_on", "finished_at", "number", "posted_at", "signed_at"),
    ],
    "NULL",
)


@pytest.fixture(scope="module")
def theirs(written_once):
    """Both buildings filled; the keys of Les Acacias."""
    return written_once(_fill_both)


def _fill_both():
    fill()
    found = primary_keys()
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        fill()
    return found


@pytest.fixture
def walk(theirs, db):
    """Bellevue entered; yields the keys of Les Acacias."""
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        yield theirs


def primary_keys():
    return {
        model: list(model.objects.order_by("pk").values_list("pk", flat=True))
        for model in MODELS
    }


def for_each_model(outcome):
    return {model._meta.label: outcome(model) for model in MODELS}


def verdict(statement, params):
    """Return how many rows were changed, or why none may be."""
    try:
        with transaction.atomic():
            return changed(statement, params)
    except DatabaseError as error:
        return str(error).splitlines()[0]


def test_there_is_something_to_walk_into(walk):
    mine = primary_keys()
    assert [model for model in MODELS if not walk[model] or not mine[model]] == []


def test_django_sees_nothing(walk):
    assert for_each_model(
        lambda model: model.objects.filter(pk__in=walk[model]).count()
    ) == for_each_model(lambda model: 0)


def test_djangos_unfiltered_manager_sees_nothing(walk):
    """It follows relations and refreshes rows; only PostgreSQL stands behind it."""
    assert for_each_model(
        lambda model: model._base_manager.filter(pk__in=walk[model]).count()
    ) == for_each_model(lambda model: 0)


def test_sql_sees_its_own_rows_and_no_others(walk):
    tenant = cast.tenant(cast.BELLEVUE).pk
    assert for_each_model(
        lambda model: rows(f"SELECT DISTINCT tenant_id FROM {model._meta.db_table}")
    ) == for_each_model(lambda model: [(tenant,)])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET tenant_id = tenant_id WHERE {pk} = ANY(%s)",
        "DELETE FROM {table} WHERE {pk} = ANY(%s)",
    ],
)
def test_sql_changes_nothing(walk, statement):
    def outcome(model):
        table, pk = model._meta.db_table, model._meta.pk.column
        return verdict(statement.format(table=table, pk=pk), [walk[model]])

    assert for_each_model(outcome) == for_each_model(
        lambda model: (
            f"permission denied for table {model._meta.db_table}"
            if model._meta.label in APPEND_ONLY
            else 0
        )
    )


def test_sql_truncates_nothing(walk):
    assert for_each_model(
        lambda model: verdict(f"TRUNCATE {model._meta.db_table} CASCADE", None)
    ) == for_each_model(
        lambda model: f"permission denied for table {model._meta.db_table}"
    )


def copy_into(model, tenant):
    """Insert a copy of my first row under another tenant."""
    values = {
        field.column: field.column
        for field in model._meta.local_concrete_fields
        if not field.generated
    }
    is_random = isinstance(model._meta.pk, models.UUIDField)
    new = "GEN_RANDOM_UUID()" if is_random else "999999"
    values |= {model._meta.pk.column: new} | {"tenant_id": str(tenant)}
    values |= {column: sql for column, sql in UNPOSTED.items() if column in values}
    table, pk = model._meta.db_table, model._meta.pk.column
    return verdict(
        f"INSERT INTO {table} ({', '.join(map(quoted, values))})"
        f" SELECT {', '.join(map(quoted, values.values()))}"
        f" FROM {table} ORDER BY {pk} LIMIT 1",
        None,
    )


def quoted(word):
    return f'"{word}"' if word.islower() else word


def test_nothing_can_be_written_for_another_tenant(walk):
    acacias = cast.tenant(cast.ACACIAS).pk
    assert for_each_model(lambda model: copy_into(model, acacias)) == for_each_model(
        lambda model: (
            "new row violates row-level security policy"
            f' for table "{model._meta.db_table}"'
        )
    )


def test_django_cannot_write_for_another_tenant(walk):
    with refused("row-level security policy"):
        Lot.objects.create(
            tenant=cast.tenant(cast.ACACIAS), code="X", shares=1, position=9
        )


def test_django_cannot_point_to_a_row_of_another_tenant(walk):
    [item, *_] = CallItem.objects.filter(call__issued_at=None)
    [their_key, *_] = walk[CallItem._meta.get_field("key").related_model]
    with refused("finance_callitem_key_id_inside"):
        CallItem.objects.filter(pk=item.pk).update(key=their_key)


# The owner of the tables, without checks and triggers of ours: only keys are left.


class Relation(NamedTuple):
    table: str
    pk: str
    column: str
    parent: str
    parent_pk: str


def relations():
    for model in MODELS:
        for field in model._meta.local_concrete_fields:
            parent = field.related_model
            if parent and issubclass(parent, TenantRow):
                yield Relation(
                    model._meta.db_table,
                    model._meta.pk.column,
                    field.column,
                    parent._meta.db_table,
                    parent._meta.pk.column,
                )
    yield Relation("ledger_line", "id", "unit_id", "buildings_lot", "id")


# A row of mine that points somewhere, to one of theirs that nothing points to, when
# there are such: then no other constraint refuses first.
POINT = """
UPDATE {r.table} SET {r.column} = (
    SELECT p.{r.parent_pk} FROM {r.parent} AS p WHERE p.tenant_id = %(theirs)s
    ORDER BY EXISTS (SELECT 1 FROM {r.table} AS c WHERE c.{r.column} = p.{r.parent_pk})
    LIMIT 1)
WHERE {r.pk} = (
    SELECT {r.pk} FROM {r.table} WHERE tenant_id = %(mine)s
    ORDER BY {r.column} IS NULL LIMIT 1)
"""


CHECKS = """
SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass
"""


def refusal(owner, relation, tenants):
    """Return the name of the constraint that keeps my row from pointing to theirs."""
    try:
        with owner.transaction():
            owner.execute(f"ALTER TABLE {relation.table} DISABLE TRIGGER USER")
            for (check,) in owner.execute(CHECKS, [relation.table]).fetchall():
                owner.execute(f"ALTER TABLE {relation.table} DROP CONSTRAINT {check}")
            owner.execute(POINT.format(r=relation), tenants)
    except psycopg.errors.IntegrityError as error:
        return error.diag.constraint_name
    return None


def test_no_row_can_point_into_another_tenant(own_database):
    tenants = {
        "theirs": cast.tenant(cast.ACACIAS).pk,
        "mine": cast.tenant(cast.BELLEVUE).pk,
    }
    for tenant in tenants.values():
        with enter(tenant, by=None):
            fill()
    with owner_of(own_database) as owner:
        refusals = {r: refusal(owner, r, tenants) for r in relations()}
    assert refusals == {r: f"{r.table}_{r.column}_inside" for r in relations()}
