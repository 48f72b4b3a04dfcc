"""What neighbours achieve, in JSON."""

from rest_framework import serializers

from community.forms.impact import FactorForm
from community.impact import Name
from community.models import ImpactFactor
from koprogo.api.bodies import FormBody


def _count() -> serializers.IntegerField:
    return serializers.IntegerField(allow_null=True)


def _figure(source: str, *, places: int) -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=14, decimal_places=places, source=source, allow_null=True
    )


class FactsShape(serializers.Serializer):
    """Null: fewer than five people did it. ``minutes``: of hours; ``pairs``: who met."""

    exchanges = _count()
    minutes = _count()
    things = _count()
    spared = _count()
    pairs = _count()


class ReckonedShape(serializers.Serializer):
    """Facts, and what is estimated from them: ``euros``; ``carbon`` in kg of CO2e."""

    facts = FactsShape()
    purchases = _figure("estimates.purchases", places=1)
    euros = _figure("estimates.euros", places=2)
    carbon = _figure("estimates.carbon", places=1)


class ImpactMonthShape(ReckonedShape):
    """``month``: its first day."""

    month = serializers.DateField()


class ImpactFactorShape(serializers.Serializer):
    """What an estimate is made with: a share in per cent, a price in EUR, kg."""

    name = serializers.ChoiceField([(name.value, name.value) for name in Name])
    since = serializers.DateField()
    value = serializers.DecimalField(max_digits=8, decimal_places=2)
    basis = serializers.ChoiceField(ImpactFactor.Basis.choices)
    source = serializers.CharField()


class ImpactShape(ReckonedShape):
    """The sums of the last twelve months that are over, and the factors of the last."""

    factors = ImpactFactorShape(many=True)


class WrittenFactorShape(ImpactFactorShape):
    """``since``: the first day of the month; ``recorded_by``: a name, if it is known."""

    uuid = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()
    recorded_by = serializers.CharField(
        source="recorded_by.name", default=None, allow_null=True
    )


class FactorBody(FormBody):
    form_class = FactorForm
