from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by invitation: nobody opens an account by himself."""

    def is_open_for_signup(self, request):
        return False
