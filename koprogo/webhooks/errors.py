"""What webhooks refuse."""


class WebhookError(Exception):
    """Nothing was changed."""


class TooManyWebhooks(WebhookError):
    """This building has as many webhooks as one may have."""


class WebhookPaused(WebhookError):
    """Nothing is sent to a webhook that is paused: resume it first."""
