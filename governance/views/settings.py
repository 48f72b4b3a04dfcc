"""How the association meets."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.access import Permission, require
from governance.forms.settings import AssemblySettingsForm
from governance.queries.settings import assembly_settings
from governance.services.settings import update_assembly_settings


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def assembly_settings_page(request, building):
    data = request.POST if request.method == "POST" else None
    form = AssemblySettingsForm(data, instance=assembly_settings())
    if request.method == "POST" and form.is_valid():
        update_assembly_settings(**form.cleaned_data, by=request.user)
        messages.success(request, _("The settings of the assemblies are saved."))
        return redirect("governance:assemblies", building.slug)
    context = {"building": building, "form": form}
    return render(request, "governance/assemblies/settings.html", context)
