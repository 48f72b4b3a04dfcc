"""Other programs that are told what happens in the building."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.forms import WebhookForm
from buildings.history import kinds
from koprogo.webhooks import services
from koprogo.webhooks.errors import TooManyWebhooks, WebhookPaused
from koprogo.webhooks.models import Webhook, WebhookDelivery

SHOWN = 50
State = WebhookDelivery.State
LEVELS = {State.WAITING: "info", State.SENT: "ok", State.FAILED: "bad"}


@require_safe
@require(Permission.MANAGE_WEBHOOKS)
def webhooks(request, building):
    """Who is told, and whether it arrives."""
    found = list(Webhook.objects.all())
    context = {
        "building": building,
        "webhooks": found,
        "may_add": len(found) < services.MOST,
    }
    return render(request, "buildings/webhooks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@require(Permission.MANAGE_WEBHOOKS)
def webhook_new(request, building):
    """Add one. Its secret is shown on the answer, and never again."""
    form = WebhookForm(request.POST or None)
    context = {"building": building, "webhook": None, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = services.create_webhook(**form.cleaned_data, by=request.user)
        except TooManyWebhooks:
            form.add_error(None, _("A building has ten webhooks at most."))
        else:
            return _show_secret(request, building, made, secret)
    return render(request, "buildings/webhook_form.html", context)


@require_safe
@require(Permission.MANAGE_WEBHOOKS)
def webhook(request, building, webhook_id):
    """What it is told about, and what became of the last messages."""
    found = _webhook(webhook_id)
    labels = {kind: label for kind, (label, _actions) in kinds().items()}
    latest = found.deliveries.all()[:SHOWN]
    context = {
        "building": building,
        "webhook": found,
        "kinds": [label for kind, label in labels.items() if kind in found.kinds],
        "rows": [(delivery, LEVELS[delivery.state]) for delivery in latest],
    }
    return render(request, "buildings/webhook.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.MANAGE_WEBHOOKS)
def webhook_edit(request, building, webhook_id):
    found = _webhook(webhook_id)
    form = WebhookForm(request.POST or None, webhook=found)
    if request.method == "POST" and form.is_valid():
        services.change_webhook(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The webhook is saved."))
        return _back(building, found)
    context = {"building": building, "webhook": found, "form": form}
    return render(request, "buildings/webhook_form.html", context)


@require_POST
@require(Permission.MANAGE_WEBHOOKS)
def webhook_pause(request, building, webhook_id):
    found = _webhook(webhook_id)
    services.pause_webhook(found, by=request.user)
    messages.success(request, _("The webhook is paused: nothing more is sent."))
    return _back(building, found)


@require_POST
@require(Permission.MANAGE_WEBHOOKS)
def webhook_resume(request, building, webhook_id):
    found = _webhook(webhook_id)
    services.resume_webhook(found, by=request.user)
    messages.success(request, _("What happens from now on is sent again."))
    return _back(building, found)


@require_POST
@require(Permission.MANAGE_WEBHOOKS)
def webhook_test(request, building, webhook_id):
    found = _webhook(webhook_id)
    try:
        services.send_test(found, by=request.user)
    except WebhookPaused:
        messages.error(request, _paused())
    else:
        messages.success(request, _("A test is on its way: look again in a moment."))
    return _back(building, found)


@require_POST
@require(Permission.MANAGE_WEBHOOKS)
def webhook_retry(request, building, webhook_id, delivery_id):
    found = _webhook(webhook_id)
    delivery = get_object_or_404(found.deliveries, uuid=delivery_id)
    try:
        services.try_again(delivery, by=request.user)
    except WebhookPaused:
        messages.error(request, _paused())
    else:
        messages.success(request, _("The message is sent again."))
    return _back(building, found)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@require(Permission.MANAGE_WEBHOOKS)
def webhook_secret(request, building, webhook_id):
    """Replace the secret, after asking; the new one is shown on the answer."""
    found = _webhook(webhook_id)
    if request.method == "POST":
        secret = services.renew_secret(found, by=request.user)
        return _show_secret(request, building, found, secret)
    context = {"building": building, "webhook": found}
    return render(request, "buildings/webhook_secret.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.MANAGE_WEBHOOKS)
def webhook_delete(request, building, webhook_id):
    found = _webhook(webhook_id)
    if request.method == "POST":
        services.delete_webhook(found, by=request.user)
        messages.success(request, _("The webhook is deleted."))
        return redirect("buildings:webhooks", building.slug)
    context = {"building": building, "webhook": found}
    return render(request, "buildings/webhook_delete.html", context)


def _webhook(webhook_id) -> Webhook:
    return get_object_or_404(Webhook, uuid=webhook_id)


def _back(building, webhook):
    return redirect("buildings:webhook", building.slug, webhook.uuid)


def _show_secret(request, building, webhook, secret):
    context = {"building": building, "webhook": webhook, "secret": secret}
    return render(request, "buildings/webhook_shown.html", context)


def _paused() -> str:
    return _("This webhook is paused: resume it first.")
