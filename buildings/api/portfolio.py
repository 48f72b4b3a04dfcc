"""The buildings that my firms look after, with their figures."""

from django import forms
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied

from buildings.models import FirmMember, Summary
from buildings.portfolio import ORDERS, Line, portfolio, totals
from koprogo.api.doors import personal
from koprogo.api.fields import Money
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class FiguresShape(serializers.ModelSerializer):
    """Figures as of ``updated_at``."""

    working = Money()
    reserve = Money()
    overdue = Money()

    class Meta:
        model = Summary
        fields = [
            "lots",
            "owners",
            "complete",
            "working",
            "reserve",
            "overdue",
            "late_holders",
            "drafts",
            "letters_waiting",
            "updated_at",
        ]


class PortfolioLine(serializers.Serializer):
    """A building under a mandate; ``figures`` is null until they are computed."""

    slug = serializers.CharField()
    name = serializers.CharField()
    firm = serializers.CharField()
    until = serializers.DateField(help_text="The day the mandate ends.")
    days_left = serializers.IntegerField()
    ends_soon = serializers.BooleanField()
    figures = FiguresShape(source="summary", allow_null=True)


class TotalsShape(serializers.Serializer):
    """The sums; ``oldest``: when the oldest of their figures was computed."""

    lots = serializers.IntegerField()
    owners = serializers.IntegerField()
    working = Money()
    reserve = Money()
    overdue = Money()
    late_holders = serializers.IntegerField()
    drafts = serializers.IntegerField()
    letters_waiting = serializers.IntegerField()
    oldest = serializers.DateTimeField(allow_null=True)


class PortfolioShape(serializers.Serializer):
    totals = TotalsShape()
    buildings = PortfolioLine(many=True)


class PortfolioQuery(forms.Form):
    sort = forms.ChoiceField(
        choices=[(order, order) for order in ORDERS],
        required=False,
        help_text="Overdue unless said.",
    )


class Portfolio(ApiView):
    tag = "firms"

    @personal()
    @operation(answer=PortfolioShape, query=PortfolioQuery)
    def get(self, request):
        """The buildings that my firms look after, with their figures and the sums."""
        lines = _lines(request, **self.asked())
        return {"totals": totals(lines), "buildings": lines}


class PortfolioBuildings(ApiView):
    tag = "firms"

    @personal()
    @operation(page_of=PortfolioLine, query=PortfolioQuery)
    def get(self, request):
        """The same buildings as a list, without the sums."""
        return _lines(request, **self.asked())


def _lines(request, *, sort: str) -> list[Line]:
    today, only = timezone.localdate(), request.auth.tenant_slug
    if not FirmMember.objects.on(today).filter(user=request.user).exists():
        raise PermissionDenied
    found = portfolio(request.user, on=today, order=sort or "overdue")
    return [line for line in found if only in (None, line.slug)]
