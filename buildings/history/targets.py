"""What the rows of a building are called in its history, and who may open them."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils import timezone

from buildings.access import Permission
from buildings.library import readable
from buildings.models import AllocationKey
from buildings.queries import visible_holdings, visible_owners
from koprogo.slots import AuditTarget


def _person(prefix: str = ""):
    return Trim(Concat(f"{prefix}first_name", Value(" "), f"{prefix}last_name"))


def _keeper(access) -> bool:
    """Who keeps the register opens everybody, the others those who own today."""
    return access.allows(Permission.SEE_CONTACTS)


def _open_owners(access) -> Q:
    found = visible_owners(keeper=_keeper(access), on=timezone.localdate())
    return Q(pk__in=found.values("pk"))


def _open_holdings(access) -> Q:
    found = visible_holdings(keeper=_keeper(access), on=timezone.localdate())
    return Q(pk__in=found.values("pk"))


def _open_documents(access) -> Q:
    return Q(pk__in=readable(access.roles).values("pk"))


def _open_webhooks(access) -> Q:
    return Q(pk__isnull=not access.allows(Permission.MANAGE_WEBHOOKS))


TARGETS = {
    "buildings.Lot": AuditTarget(
        "lot", Coalesce(NullIf("name", Value("")), "code"), "buildings:lot"
    ),
    "buildings.Owner": AuditTarget("owner", _person(), "buildings:owner", _open_owners),
    "buildings.Holding": AuditTarget(
        "holding",
        StringAgg(_person("members__owner__"), " & ", order_by="members__pk"),
        "buildings:holding",
        _open_holdings,
    ),
    "buildings.AllocationKey": AuditTarget(
        "key",
        # The key of shares has a name in every language, the others their own.
        Case(
            When(
                kind=AllocationKey.Kind.SHARES,
                then=Value(AllocationKey.Kind.SHARES.label, output_field=CharField()),
            ),
            default=F("name"),
        ),
        "buildings:key",
    ),
    "buildings.LibraryDocument": AuditTarget(
        "document",
        F("title"),
        "buildings:library-document",
        _open_documents,
        private=True,
    ),
    "buildings.Supplier": AuditTarget("supplier", F("name")),
    "buildings.ModuleSwitch": AuditTarget("module", F("decision")),
    "webhooks.Webhook": AuditTarget(
        "webhook", F("url"), "buildings:webhook", _open_webhooks, private=True
    ),
}
