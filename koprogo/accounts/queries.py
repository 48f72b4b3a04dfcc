"""How a person signs in, and where he is signed in: reads."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from koprogo.accounts.devices import device

__all__ = ["SignIn", "SignedIn", "sessions_of", "sign_in_of"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """``codes_left``: unused recovery codes, None without a set of them."""

    address_confirmed: bool
    has_password: bool
    has_app: bool
    passkeys: list[str]
    codes_left: int | None

    @property
    def has_second_factor(self) -> bool:
        return self.has_app or bool(self.passkeys)


def sign_in_of(user) -> SignIn:
    """Return with what ``user`` signs in: two statements."""
    kinds = Authenticator.Type
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    codes = next((row for row in rows if row.type == kinds.RECOVERY_CODES), None)
    return SignIn(
        address_confirmed=EmailAddress.objects.filter(
            user=user, email=user.email, verified=True
        ).exists(),
        has_password=user.has_usable_password(),
        has_app=any(row.type == kinds.TOTP for row in rows),
        passkeys=[row.wrap().name for row in rows if row.type == kinds.WEBAUTHN],
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A device on which somebody is signed in; ``ip``: where it was when he did."""

    pk: int
    key: str
    device: str
    since: datetime
    ip: str


def sessions_of(user) -> list[SignedIn]:
    """Return where ``user`` is signed in, the latest first: one statement."""
    living = Session.objects.filter(expire_date__gt=timezone.now())
    found = UserSession.objects.filter(
        user=user, session_key__in=living.values("session_key")
    )
    return [
        SignedIn(
            row.pk, row.session_key, device(row.user_agent), row.created_at, row.ip
        )
        for row in found.order_by("-created_at", "-pk")
    ]
