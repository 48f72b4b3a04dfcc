"""What follows when allauth has changed something."""

from koprogo.accounts import second_factor, services


def password_renewed(sender, request, user, **kwargs):
    """Whoever knew the old password is signed out on his devices."""
    services.end_other_sessions(user, current=request.session.session_key)


def second_factor_removed(sender, request, **kwargs):
    second_factor.forget(request)
