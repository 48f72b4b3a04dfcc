from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buildings.history import kinds
from koprogo.webhooks.addresses import UrlProblem, url_problem
from koprogo.webhooks.models import LONGEST_URL

SENTENCES = {
    UrlProblem.NOT_HTTPS: _("The address must begin with https://."),
    UrlProblem.MALFORMED: _("This is not an address such as https://example.org/hook."),
    UrlProblem.CREDENTIALS: _(
        "Leave name and password out of the address: the signature proves who calls."
    ),
    UrlProblem.NOT_PUBLIC: _("This address cannot be reached from the internet."),
}


class WebhookForm(forms.Form):
    """Whom to tell, and what. ``webhook``: the one that is changed."""

    url = forms.CharField(
        label=_("Address"),
        max_length=LONGEST_URL,
        help_text=_("Where the other program listens; it begins with https://."),
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What it is told about"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of events.")},
    )

    def __init__(self, data=None, *, webhook=None):
        choices = [(kind, label) for kind, (label, _actions) in kinds().items()]
        initial = {
            "url": webhook.url if webhook else "",
            "kinds": webhook.kinds if webhook else [kind for kind, _label in choices],
        }
        super().__init__(data, initial=initial)
        self.fields["kinds"].choices = choices

    def clean_url(self):
        url = self.cleaned_data["url"]
        problem = url_problem(url, loopback=settings.WEBHOOKS_TO_LOOPBACK)
        if problem:
            raise ValidationError(SENTENCES[problem], code=problem.name.lower())
        return url
