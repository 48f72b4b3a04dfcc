from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation

from koprogo.accounts import appearance


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by invitation: nobody opens an account by himself."""

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **kwargs):
        appearance.remember(request)
        return super().post_login(request, user, **kwargs)

    def send_mail(self, template_prefix, email, context):
        """Write to a person in his own language, whoever's page asked for it."""
        user = context.get("user")
        language = user.language if user else translation.get_language()
        with translation.override(language):
            return super().send_mail(template_prefix, email, context)
