"""Meters: their groups, one of a lot, readings of a whole group, a wrong one."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.models import Lot
from finance.errors import FinanceError
from finance.forms.meters import (
    EndForm,
    GroupForm,
    GroupNameForm,
    MeterForm,
    ReadingsFileForm,
    ReadingsForm,
    VoidForm,
)
from finance.lists import meters as lists
from finance.models import Meter, MeterGroup, MeterReading
from finance.queries.meters import group_list, meter_list, with_readings
from finance.refusals.charge_statements import sentence
from finance.services import meters as services
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def meters(request, building):
    context = {"building": building, "page": paginate(request, group_list())}
    return render(request, "finance/meters/list.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def meters_table(request, building, ending):
    return send_table(lists.groups_table(group_list()), ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def meter_group_new(request, building):
    form = GroupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        group = services.create_group(**form.cleaned_data, by=request.user)
        return redirect("finance:meter-group", building.slug, group.uuid)
    context = {"building": building, "form": form, "group": None}
    return render(request, "finance/meters/group_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def meter_group_edit(request, building, meter_group_id):
    group = _group(meter_group_id)
    data = request.POST if request.method == "POST" else None
    form = GroupNameForm(data, instance=_group(meter_group_id))
    if request.method == "POST" and form.is_valid():
        services.rename_group(group, **form.cleaned_data, by=request.user)
        return redirect("finance:meter-group", building.slug, group.uuid)
    context = {"building": building, "form": form, "group": group}
    return render(request, "finance/meters/group_form.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def meter_group(request, building, meter_group_id):
    """The meters of a group with their latest readings."""
    group = _group(meter_group_id)
    page = paginate(request, meter_list(group))
    context = {"building": building, "group": group, "page": page}
    return render(request, "finance/meters/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def meter_new(request, building, meter_group_id):
    group = _group(meter_group_id)
    data = request.POST if request.method == "POST" else None
    form = MeterForm(data, lots=Lot.objects.order_by("position", "pk"))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_meter(group, **form.cleaned_data, by=request.user)
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The meter is added."))
            return redirect("finance:meter-group", building.slug, group.uuid)
    context = {"building": building, "form": form, "group": group}
    return render(request, "finance/meters/meter_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def meter_readings(request, building, meter_group_id):
    """The readings of a whole group on one day, on one page."""
    group = _group(meter_group_id)
    in_use = list(meter_list(group).filter(until=None))
    form = ReadingsForm(
        request.POST if request.method == "POST" else None,
        meters=in_use,
        initial=_asked_day(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            many = services.read_meters(
                group,
                on=form.cleaned_data["on"],
                kind=form.cleaned_data["kind"],
                values=form.values(),
                by=request.user,
            )
        except FinanceError as error:
            _say(form, error)
        else:
            messages.success(request, _noted(many))
            return redirect("finance:meter-group", building.slug, group.uuid)
    return _grid(request, building, group, form)


def _grid(request, building, group, form, *, unknown=()):
    context = {"building": building, "form": form, "group": group, "unknown": unknown}
    return render(request, "finance/meters/readings.html", context)


def _asked_day(request) -> dict[str, str]:
    """Return the day that a link to this page proposes."""
    try:
        return {"on": date.fromisoformat(request.GET.get("on", "")).isoformat()}
    except ValueError:
        return {}


def _say(form: ReadingsForm, error: FinanceError) -> None:
    """Put the reason at the meter that it is about."""
    meter = getattr(error, "meter", None)
    name = form.name_of(meter) if meter is not None else None
    form.add_error(name if name in form.fields else None, sentence(error))


def _noted(many: int) -> str:
    text = ngettext("%(many)s reading is noted.", "%(many)s readings are noted.", many)
    return text % {"many": many}


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def meter_readings_file(request, building, meter_group_id):
    """Fill in the page of readings from a table; nothing is noted before it is saved."""
    group = _group(meter_group_id)
    form = ReadingsFileForm(request if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        in_use = list(meter_list(group).filter(until=None))
        by_serial = {meter.serial: meter for meter in in_use}
        typed = form.cleaned_data["tables"]
        initial = {
            ReadingsForm.name_of(by_serial[one.serial]): one.text
            for one in typed
            if one.serial in by_serial
        }
        unknown = [one for one in typed if one.serial not in by_serial]
        filled = ReadingsForm(meters=in_use, initial=initial)
        return _grid(request, building, group, filled, unknown=unknown)
    context = {"building": building, "form": form, "group": group}
    return render(request, "finance/meters/file.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def meter_readings_table(request, building, meter_group_id, ending):
    """All readings of a group, the latest first."""
    readings = (
        MeterReading.objects.filter(meter__group=_group(meter_group_id))
        .select_related("meter__lot")
        .order_by("-date", "meter__lot__position", "pk")
    )
    table = lists.readings_table(readings[: LIMIT + 1])
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def meters_to_read(request, building, meter_group_id, ending):
    """The meters in use as a table to fill in."""
    in_use = meter_list(_group(meter_group_id)).filter(until=None)
    return send_table(lists.to_read_table(in_use), ending, place=building.slug)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def meter(request, building, meter_id):
    """One meter with all its readings, also the void ones."""
    found = get_object_or_404(
        with_readings(Meter.objects.select_related("lot", "group")), uuid=meter_id
    )
    context = {"building": building, "meter": found, "group": found.group}
    return render(request, "finance/meters/meter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def meter_end(request, building, meter_id):
    """End a meter, or replace it by another one of its lot."""
    found = get_object_or_404(
        Meter.objects.select_related("lot", "group"), uuid=meter_id
    )
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _end(found, form.cleaned_data, by=request.user)
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The meter is out of use."))
            return redirect("finance:meter-group", building.slug, found.group.uuid)
    context = {"building": building, "form": form, "meter": found}
    return render(request, "finance/meters/end.html", context)


def _end(meter: Meter, data: dict, *, by) -> None:
    if data["serial"]:
        services.replace_meter(meter, **data, by=by)
    else:
        services.end_meter(meter, on=data["on"], value=data["value"], by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def meter_reading_void(request, building, reading_id):
    found = get_object_or_404(
        MeterReading.objects.select_related("meter__lot", "meter__group"),
        uuid=reading_id,
    )
    form = VoidForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.void_reading(found, **form.cleaned_data, by=request.user)
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The reading is void."))
            return redirect("finance:meter", building.slug, found.meter.uuid)
    context = {"building": building, "form": form, "reading": found}
    return render(request, "finance/meters/void.html", context)


def _group(meter_group_id) -> MeterGroup:
    return get_object_or_404(MeterGroup, uuid=meter_group_id)
