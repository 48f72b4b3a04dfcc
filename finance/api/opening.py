"""The balances with which the books of a building with a past begin."""

from collections import Counter
from decimal import Decimal

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.shapes import HoldingName
from buildings.queries import named_holdings
from finance import chart, services
from finance.api.problems.books import SHUT
from finance.api.shapes import TotalShape
from finance.errors import (
    AlreadyCancelled,
    AlreadyOpened,
    FinanceError,
    NothingToOpen,
    OpeningInTheFuture,
    OpeningTooLate,
    OpeningUnbalanced,
)
from finance.models import Opening
from finance.opening import (
    ImpossibleBalance,
    OwnerBalance,
    SupplierBalance,
    explain,
)
from finance.opening_forms import OpeningForms, filled_in
from finance.opening_messages import hint_sentence
from finance.opening_table import LONGEST_NAME, Reading
from finance.queries import standing_opening
from finance.queries.opening import entry_lines
from koprogo.api.fields import Balance, Money
from koprogo.api.operations import operation
from koprogo.api.problems import REFUSALS
from koprogo.api.views import ApiView
from koprogo.ledger.errors import LedgerError

ACCOUNTS = (*chart.BANKS, *chart.FUNDS, *chart.OTHERS)
ZERO = Decimal("0.00")
MOST_OWNERS = 5_000
MOST_SUPPLIERS = 500


# What is shown


class OwedShape(serializers.Serializer):
    """``owed`` to a supplier; below zero, he owes the association."""

    name = serializers.CharField()
    owed = Money()


class OpeningShape(serializers.Serializer):
    """The opening entry. What each holding brought along: ``opening/owners/``."""

    uuid = serializers.UUIDField()
    date = serializers.DateField()
    created_at = serializers.DateTimeField()
    reversed = serializers.BooleanField()
    totals = TotalShape(many=True)
    suppliers = OwedShape(many=True)


class BroughtShape(serializers.Serializer):
    """What a holding owed on both accounts, or its credit."""

    holding = HoldingName()
    working = Money()
    reserve = Money()
    credit = Money()


class ObstacleShape(serializers.Serializer):
    """Why these balances cannot be posted: the end of the problem's type, and words."""

    code = serializers.CharField()
    detail = serializers.CharField()


class TrialShape(serializers.Serializer):
    """What would be posted. ``difference``: debit minus credit, and what explains it."""

    date = serializers.DateField()
    totals = TotalShape(many=True)
    difference = Money()
    hints = serializers.ListField(child=serializers.CharField())
    new_suppliers = serializers.ListField(child=serializers.CharField())
    obstacle = ObstacleShape(allow_null=True)


# What is sent


class SidesBody(serializers.Serializer):
    """A bank, a fund or another account: money at the bank is debit, a fund credit."""

    account = serializers.ChoiceField(ACCOUNTS)
    debit = Balance(default=ZERO)
    credit = Balance(default=ZERO)


class BroughtBody(serializers.Serializer):
    """What a holding owes for charges and for the reserve fund, or its credit."""

    holding = serializers.UUIDField()
    working = Balance(default=ZERO)
    reserve = Balance(default=ZERO)
    credit = Balance(default=ZERO)


class OwedBody(serializers.Serializer):
    """What a supplier is owed, by name; one who is not known is added."""

    name = serializers.CharField(max_length=LONGEST_NAME)
    owed = Balance(signed=True)


class OpeningBody(serializers.Serializer):
    """The balances of the morning of ``date``; what is left out is zero.

    They are checked like those of a table on the page. Gives the filled form.
    """

    date = serializers.DateField()
    accounts = SidesBody(many=True, max_length=len(ACCOUNTS))
    owners = BroughtBody(many=True, max_length=MOST_OWNERS)
    suppliers = OwedBody(many=True, max_length=MOST_SUPPLIERS)

    def validate_accounts(self, rows):
        codes = Counter(row["account"] for row in rows)
        if codes and max(codes.values()) > 1:
            raise serializers.ValidationError(_("An account stands here twice."))
        return {row["account"]: row["debit"] - row["credit"] for row in rows}

    def validate_owners(self, rows):
        holdings = {holding.uuid: holding.code for holding in self._holdings}
        asked = [row.pop("holding") for row in rows]
        if unknown := set(asked) - holdings.keys():
            raise serializers.ValidationError(
                _("There is no holding %(uuid)s here.") % {"uuid": min(unknown)}
            )
        if len(set(asked)) < len(asked):
            raise serializers.ValidationError(_("A holding stands here twice."))
        try:
            return tuple(
                OwnerBalance(holdings[uuid], **row)
                for uuid, row in zip(asked, rows, strict=True)
            )
        except ImpossibleBalance:
            raise serializers.ValidationError(
                _("Either something is owed, or there is a credit: not both.")
            ) from None

    def validate(self, attrs):
        suppliers = tuple(SupplierBalance(**row) for row in attrs["suppliers"])
        reading = Reading(attrs["owners"], suppliers, attrs["accounts"])
        forms = OpeningForms(
            filled_in(reading, on=attrs["date"], holdings=self._holdings)
        )
        if not forms.is_valid():
            raise serializers.ValidationError(dict(_errors(forms)))
        return {"forms": forms}

    @property
    def _holdings(self):
        return self.context["holdings"]


def _errors(forms: OpeningForms):
    """Yield (place in the body, sentences) of what the forms of the page refuse."""
    for name, errors in forms.balances_form.errors.items():
        code = name.rpartition("-")[2]
        yield (f"accounts.{code}" if code in ACCOUNTS else name), list(errors)
    for number, errors in enumerate(forms.suppliers.errors):
        for name, sentences in errors.items():
            yield f"suppliers.{number}.{name}", list(sentences)


class OpeningView(ApiView):
    tag = "opening"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=OpeningShape)
    def get(self, request, building):
        """The opening of the books; 404 in books without a past."""
        return _shown(_standing())

    @require(Permission.OPEN_BOOKS)
    @operation(
        body=OpeningBody,
        answer=OpeningShape,
        status=201,
        refuses=(
            AlreadyOpened,
            OpeningInTheFuture,
            OpeningTooLate,
            NothingToOpen,
            OpeningUnbalanced,
            *SHUT,
        ),
    )
    def post(self, request, building):
        """Begin the books with these balances, in one balanced entry.

        It happens once: a request that is sent again gets `already-opened`.
        """
        forms = self.read(holdings=list(named_holdings()))["forms"]
        opening = services.open_balances(
            forms.balances(), date=forms.date, by=request.user
        )
        return _shown(opening)


class OpeningCheck(ApiView):
    tag = "opening"

    @require(Permission.OPEN_BOOKS)
    @operation(body=OpeningBody, answer=TrialShape)
    def post(self, request, building):
        """The trial balance of these balances, and what would keep them from the books."""
        forms = self.read(holdings=list(named_holdings()))["forms"]
        balances = forms.balances()
        return {
            "date": forms.date,
            "totals": balances.totals,
            "difference": balances.difference,
            "hints": [hint_sentence(hint) for hint in explain(balances)],
            "new_suppliers": [
                one.name for one in balances.suppliers if forms.is_new(one.name)
            ],
            "obstacle": _obstacle(forms),
        }


def _obstacle(forms: OpeningForms) -> dict | None:
    try:
        services.check_opening(forms.balances(), date=forms.date)
    except (FinanceError, LedgerError) as error:
        refused = REFUSALS[type(error)]
        return {"code": refused.code, "detail": refused.detail(error)}
    return None


class OpeningOwners(ApiView):
    tag = "opening"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=BroughtShape)
    def get(self, request, building):
        """What each holding brought along, by code."""
        balances = _standing().balances.order_by("holding__code", "pk")
        return balances.prefetch_related(Prefetch("holding", named_holdings()))


class OpeningReversal(ApiView):
    tag = "opening"

    @require(Permission.OPEN_BOOKS)
    @operation(answer=OpeningShape, refuses=(AlreadyCancelled, *SHUT))
    def post(self, request, building, opening_id):
        """Take the opening back by a mirror entry; a new one may be made then."""
        opening = get_object_or_404(Opening, uuid=opening_id)
        return _shown(services.reverse_opening(opening, by=request.user))


def _standing() -> Opening:
    opening = standing_opening()
    if opening is None:
        raise Http404
    return opening


def _shown(opening: Opening) -> dict:
    totals, suppliers = entry_lines(opening.entry)
    return {
        "uuid": opening.uuid,
        "date": opening.date,
        "created_at": opening.created_at,
        "reversed": standing_opening() != opening,
        "totals": totals,
        "suppliers": [{"name": name, "owed": owed} for name, owed in suppliers],
    }
