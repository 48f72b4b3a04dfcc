"""The firms that I run, and the buildings that they look after."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError

from buildings.access import firms_managed_by
from buildings.models import Firm, FirmMember, Summary
from buildings.portfolio import ORDERS, Line, portfolio, totals
from koprogo.api.doors import personal
from koprogo.api.fields import Money
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class FirmShape(serializers.ModelSerializer):
    """What stands on the letters of the firm."""

    email = serializers.CharField()
    website = serializers.CharField()

    class Meta:
        model = Firm
        fields = [
            "uuid",
            "name",
            "kbo",
            "street",
            "postal_code",
            "city",
            "email",
            "phone",
            "website",
            "professional_number",
            "letter_footer",
        ]


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


class PortfolioFilter(FilterSet):
    sort = ChoiceFilter(
        choices=[(order, order) for order in ORDERS], help_text="Overdue unless said."
    )


class Portfolio(ApiView):
    tag = "firms"

    @personal()
    @operation(answer=PortfolioShape, filters=PortfolioFilter)
    def get(self, request):
        """The buildings that my firms look after, with their figures and the sums."""
        lines = _lines(request)
        return {"totals": totals(lines), "buildings": lines}


def _lines(request) -> list[Line]:
    asked = PortfolioFilter(request.query_params, queryset=Summary.objects.none())
    if not asked.is_valid():
        raise ValidationError(asked.errors)
    today, only = timezone.localdate(), request.auth.tenant_slug
    if not FirmMember.objects.on(today).filter(user=request.user).exists():
        raise PermissionDenied
    order = asked.form.cleaned_data["sort"] or "overdue"
    found = portfolio(request.user, on=today, order=order)
    return [line for line in found if only in (None, line.slug)]


class Firms(ApiView):
    tag = "firms"

    @personal()
    @operation(page_of=FirmShape)
    def get(self, request):
        """The firms that I run, by name."""
        return firms_managed_by(request.user)


class FirmView(ApiView):
    tag = "firms"

    @personal()
    @operation(answer=FirmShape)
    def get(self, request, firm_id):
        """One firm that I run."""
        return get_object_or_404(firms_managed_by(request.user), uuid=firm_id)
