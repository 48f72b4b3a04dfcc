from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from buildings import exports, services
from buildings.access import Permission, require
from buildings.errors import KeyInUse, NothingToShare
from buildings.forms import KeyForm, VersionForm
from buildings.models import AllocationKey, KeyPart
from buildings.queries import key_parts, lots_in_versions, versions_in_force
from koprogo.ui.exports import send_table
from koprogo.ui.formatting import number
from koprogo.ui.pagination import paginate

NOTHING_TO_SHARE = gettext_lazy(
    "All parts are 0, so nothing could be divided. Give at least one lot a part."
)


@require_safe
@require(Permission.SEE_REGISTER)
def keys(request, building):
    """The keys with what they say today."""
    page = paginate(request, AllocationKey.objects.all())
    versions = versions_in_force([key.pk for key in page], on=timezone.localdate())
    lots = lots_in_versions(versions.values())
    rows = []
    for key in page:
        version = versions.get(key.pk)
        rows.append((key, version, lots.get(version.pk) if version else None))
    context = {"building": building, "page": page, "rows": rows}
    return render(request, "buildings/keys.html", context)


@require_safe
@require(Permission.SEE_REGISTER)
def keys_table(request, building, ending):
    """What each lot bears today in every key."""
    versions = versions_in_force(AllocationKey.objects.all(), on=timezone.localdate())
    table = exports.keys_table(list(versions.values()))
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_REGISTER)
def key(request, building, key_id):
    """A key: its versions, and the part of each lot in one of them (``?from=``)."""
    key = get_object_or_404(AllocationKey, uuid=key_id)
    versions = list(key.versions.all())
    version = in_force = _in_force(key)
    if asked := request.GET.get("from"):
        version = _version_from(versions, asked)
    parts = KeyPart.objects.filter(version=version).select_related("lot")
    context = {
        "building": building,
        "key": key,
        "versions": versions,
        "in_force": in_force,
        "version": version,
        "page": paginate(request, parts.order_by("lot__position", "lot")),
    }
    return render(request, "buildings/key.html", context)


def _in_force(key):
    return versions_in_force([key.pk], on=timezone.localdate()).get(key.pk)


def _version_from(versions, asked):
    """Return the version that begins on the day ``asked``, or with the ``deed``."""
    for version in versions:
        if asked == str(version.valid_from or "deed"):
            return version
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def key_new(request, building):
    """Create a special key; its parts hold since the deed."""
    form = KeyForm(request.POST or None)
    if _wants_to_save(request) and form.is_valid():
        data = form.cleaned_data
        try:
            key = services.create_key(
                code=data["code"],
                name=data["name"],
                parts=form.parts(),
                by=request.user,
            )
        except NothingToShare:
            form.add_error(None, NOTHING_TO_SHARE)
        else:
            return _saved(request, building, key, form)
    context = {"building": building, "form": form}
    return render(request, "buildings/key_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def version_new(request, building, key_id):
    """Write other parts of a special key; those of the shares follow the lots."""
    special = AllocationKey.objects.filter(kind=AllocationKey.Kind.SPECIAL)
    key = get_object_or_404(special, uuid=key_id)
    form = VersionForm(request.POST or None, parts=_present_parts(key))
    if _wants_to_save(request) and form.is_valid():
        try:
            services.write_version(
                key,
                valid_from=form.cleaned_data["valid_from"],
                parts=form.parts(),
                by=request.user,
            )
        except NothingToShare:
            form.add_error(None, NOTHING_TO_SHARE)
        except KeyInUse:
            form.add_error(
                "valid_from",
                _(
                    "A call for funds has used the parts of this day and keeps them: "
                    "choose a later day."
                ),
            )
        else:
            return _saved(request, building, key, form)
    context = {"building": building, "key": key, "form": form}
    return render(request, "buildings/version_form.html", context)


def _present_parts(key):
    versions = versions_in_force([key.pk], on=timezone.localdate())
    return key_parts(versions).get(versions[key.pk].pk) if versions else None


def _wants_to_save(request):
    """Tell it from the button that only adds up."""
    return request.method == "POST" and "add_up" not in request.POST


def _saved(request, building, key, form):
    text = _("The parts of the key “%(key)s” add up to %(total)s.") % {
        "key": key,
        "total": number(form.total(), request.LANGUAGE_CODE),
    }
    messages.success(request, text)
    return redirect("buildings:key", building.slug, key.uuid)
