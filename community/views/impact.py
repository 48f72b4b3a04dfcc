"""What neighbours achieve together: whoever may take part reads it, and nobody is in it."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.access import resident
from community.impact_words import chart_of
from community.lists_impact import impact_table as as_table
from community.queries.impact import of_building
from koprogo.ui.exports import send_table


@require_safe
@resident
def impact(request, building):
    """The last twelve months that are over, and how each figure is found."""
    found = of_building(timezone.localdate())
    context = {
        "building": building,
        "impact": found,
        "latest_first": found.rows[::-1],
        "chart": chart_of(found) if found.is_told else None,
    }
    return render(request, "community/impact/impact.html", context)


@require_safe
@resident
def impact_table(request, building, ending):
    """Every month since the first that was told, as a file."""
    found = of_building(timezone.localdate(), every=True)
    return send_table(as_table(found), ending, place=building.slug)
