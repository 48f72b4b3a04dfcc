from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from buildings.access import buildings_of, personal


@require_safe
@login_not_required
def home(request):
    """Welcome a stranger; bring everybody else to his buildings."""
    if not request.user.is_authenticated:
        return render(request, "buildings/welcome.html")
    return _my_buildings(request)


@personal
def _my_buildings(request):
    found = buildings_of(request.user)
    if len(found) == 1:
        slug, _name, _roles = found[0]
        return redirect("buildings:home", slug)
    return render(request, "buildings/my_buildings.html", {"buildings": found})
