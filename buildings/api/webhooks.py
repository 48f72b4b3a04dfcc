"""Who is told what happens in a building. A secret is in the answer that makes it only."""

from django.shortcuts import get_object_or_404
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.forms import WebhookForm
from koprogo.api.bodies import FormBody
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.webhooks import services
from koprogo.webhooks.errors import TooManyWebhooks, WebhookPaused
from koprogo.webhooks.models import Webhook, WebhookDelivery
from koprogo.webhooks.sending import Trouble

MOST_KINDS = 100


class WebhookShape(serializers.ModelSerializer):
    """``paused_at`` null: it runs. ``failing_since`` null: the last message arrived."""

    paused_because = serializers.ChoiceField(["", *Webhook.Pause.values])

    class Meta:
        model = Webhook
        fields = [
            "uuid",
            "url",
            "kinds",
            "paused_at",
            "paused_because",
            "failing_since",
            "created_at",
        ]


class SecretShape(serializers.Serializer):
    """``whsec_`` and base64: what messages are signed with. It is not shown again."""

    secret = serializers.CharField()


class NewWebhookShape(SecretShape):
    webhook = WebhookShape()


class WebhookDeliveryShape(serializers.ModelSerializer):
    """A message: ``uuid`` is its `webhook-id`; ``event`` stands in `history/`.

    ``status``: of the last answer; null when none came. ``trouble``: why not.
    """

    event = serializers.UUIDField(source="event.uuid", allow_null=True, default=None)
    trouble = serializers.ChoiceField(["", *Trouble.values])

    class Meta:
        model = WebhookDelivery
        fields = [
            "uuid",
            "event",
            "action",
            "occurred_at",
            "state",
            "attempts",
            "due_at",
            "status",
            "trouble",
            "sent_at",
        ]


class WebhookBody(FormBody):
    """``kinds``: of events, by the names that the filter ``kind`` of `history/` has."""

    form_class = WebhookForm
    needs = ("webhook",)

    kinds = serializers.ListField(
        child=serializers.CharField(max_length=60), min_length=1, max_length=MOST_KINDS
    )


class DeliveryFilter(FilterSet):
    state = ChoiceFilter(choices=WebhookDelivery.State)


class Webhooks(ApiView):
    tag = "webhooks"

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(page_of=WebhookShape)
    def get(self, request, building):
        """The webhooks of the building, in the order in which they were added."""
        return Webhook.objects.all()

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(
        body=WebhookBody,
        answer=NewWebhookShape,
        status=201,
        refuses=(TooManyWebhooks,),
    )
    def post(self, request, building):
        """Tell an address what happens from now on; the answer holds its secret."""
        data = self.read(webhook=None)
        made, secret = services.create_webhook(by=request.user, **data)
        return {"webhook": made, "secret": secret}


class WebhookView(ApiView):
    tag = "webhooks"

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(answer=WebhookShape)
    def get(self, request, building, webhook_id):
        """One webhook."""
        return _webhook(webhook_id)

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(body=WebhookBody, answer=WebhookShape)
    def patch(self, request, building, webhook_id):
        """Change the address or the kinds of events."""
        found = _webhook(webhook_id)
        known = {"url": found.url, "kinds": found.kinds}
        changes = known | self.read(found, webhook=found)
        return services.change_webhook(found, by=request.user, **changes)

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(status=204)
    def delete(self, request, building, webhook_id):
        """Delete a webhook and what it was told."""
        services.delete_webhook(_webhook(webhook_id), by=request.user)


class WebhookPause(ApiView):
    tag = "webhooks"

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(answer=WebhookShape)
    def post(self, request, building, webhook_id):
        """Send nothing more for now. What happens meanwhile is not told later."""
        services.pause_webhook(_webhook(webhook_id), by=request.user)
        return _webhook(webhook_id)


class WebhookResume(ApiView):
    tag = "webhooks"

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(answer=WebhookShape)
    def post(self, request, building, webhook_id):
        """Send what still waits, and what happens from now on."""
        services.resume_webhook(_webhook(webhook_id), by=request.user)
        return _webhook(webhook_id)


class WebhookSecret(ApiView):
    tag = "webhooks"

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(answer=SecretShape)
    def post(self, request, building, webhook_id):
        """Renew the secret; the old one signs beside the new one for 24 hours."""
        secret = services.renew_secret(_webhook(webhook_id), by=request.user)
        return {"secret": secret}


class WebhookTest(ApiView):
    tag = "webhooks"

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(answer=WebhookDeliveryShape, status=202, refuses=(WebhookPaused,))
    def post(self, request, building, webhook_id):
        """Send a message `webhook.test` about nothing."""
        return services.send_test(_webhook(webhook_id), by=request.user)


class WebhookDeliveries(ApiView):
    tag = "webhooks"

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(page_of=WebhookDeliveryShape, filters=DeliveryFilter)
    def get(self, request, building, webhook_id):
        """The messages of the last 30 days, the latest first."""
        return _webhook(webhook_id).deliveries.select_related("event")


class WebhookRetry(ApiView):
    tag = "webhooks"

    @require(Permission.MANAGE_WEBHOOKS)
    @operation(answer=WebhookDeliveryShape, status=202, refuses=(WebhookPaused,))
    def post(self, request, building, webhook_id, delivery_id):
        """Send a message again that was given up; others are left as they are."""
        deliveries = _webhook(webhook_id).deliveries.select_related("event", "webhook")
        found = get_object_or_404(deliveries, uuid=delivery_id)
        services.try_again(found, by=request.user)
        return deliveries.get(pk=found.pk)


def _webhook(webhook_id) -> Webhook:
    return get_object_or_404(Webhook, uuid=webhook_id)
