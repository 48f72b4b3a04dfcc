"""What another tariff would change, before the members decide on it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from transparency.access import Permission, require
from transparency.effects_tariff import describe_tariff
from transparency.forms.effects import TariffForm


@require_safe
@require(Permission.PREPARE_ALLOCATIONS)
def tariff_preview(request, association):
    """Say what a decision would do: nothing is changed."""
    asked = "audience" in request.GET
    form = TariffForm(request.GET if asked else None)
    happens = describe_tariff(None, form.cleaned_data) if form.is_valid() else []
    context = {"form": form, "happens": happens}
    return render(request, "transparency/tariffs/preview.html", context)
