"""What the account and the sign-in know about a person; also allauth's tables."""

import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from koprogo.accounts.models import Appearance
from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)
from koprogo.slots import PersonalData, PersonalTable

ACCOUNT = Processing(
    key="account",
    title=_("Your account"),
    responsible=Responsible.OPERATOR,
    people=_("Everybody who has an account"),
    purpose=_(
        "To know you when you come back, to show others by which name you act, and to "
        "speak your language."
    ),
    basis=Basis.CONTRACT,
    source=_("You opened the account, or accepted an invitation to do so."),
    retention=_("As long as you keep the account."),
    recipients=_(
        "People of your buildings see your name beside what you do there. Your e-mail "
        "address is shown to nobody."
    ),
)
SIGN_IN = Processing(
    key="sign-in",
    title=_("Signing in safely"),
    responsible=Responsible.OPERATOR,
    people=_("Everybody who has an account"),
    purpose=_(
        "To let in you and nobody else, and to show you on which devices you are "
        "signed in."
    ),
    basis=Basis.LAW,
    source=_("The duty to protect personal data (GDPR, art. 32)."),
    retention=_(
        "Passwords and passkeys: as long as you use them. Devices: until you sign out, "
        "or two weeks after your last visit at the latest; the night removes the rest."
    ),
    recipients=_("Nobody but you."),
)

PEOPLE = ["accounts.User", "account.EmailAddress"]

PERSONAL = [
    *fields(ACCOUNT, Kind.NAME, Fate.ANONYMISED, accounts_User="name"),
    *fields(ACCOUNT, Kind.CONTACT, Fate.ANONYMISED, accounts_User="email"),
    # Without a name and an address they say nothing about anybody.
    *fields(ACCOUNT, Kind.LANGUAGE, Fate.ANONYMISED, accounts_User="language"),
    *fields(ACCOUNT, Kind.ACT, Fate.ANONYMISED, accounts_User="date_joined"),
    *fields(ACCOUNT, Kind.LANGUAGE, Fate.DELETED, accounts_Appearance="user theme"),
    *fields(
        ACCOUNT,
        Kind.CONTACT,
        Fate.DELETED,
        account_EmailAddress="user email",
        account_EmailConfirmation="email_address",
    ),
    *fields(
        SIGN_IN,
        Kind.SECRET,
        Fate.DELETED,
        accounts_User="password",
        account_EmailConfirmation="key",
        mfa_Authenticator="user data",
        sessions_Session="session_key session_data",
        usersessions_UserSession="session_key",
    ),
    *fields(SIGN_IN, Kind.ACT, Fate.DELETED, accounts_User="last_login"),
    *fields(
        SIGN_IN,
        Kind.DEVICE,
        Fate.DELETED,
        usersessions_UserSession="user ip user_agent data",
    ),
]

NOT_PERSONAL = {
    "framework: names of models and of rights, the same on every site": [
        "auth.Group.name",
        "auth.Permission.codename",
        "auth.Permission.name",
        "contenttypes.ContentType.app_label",
        "contenttypes.ContentType.model",
    ],
}


def _own(user):
    yield PersonalTable(
        "profile",
        [
            {
                "id": user.uuid,
                "email": user.email,
                "name": user.name,
                "language": user.language,
                "joined": user.date_joined,
                "last_sign_in": user.last_login,
            }
        ],
    )
    yield PersonalTable("appearance", Appearance.objects.values("theme"))
    yield PersonalTable(
        "email_addresses",
        EmailAddress.objects.filter(user=user).values("email", "verified", "primary"),
    )
    yield PersonalTable(
        "second_factors",
        Authenticator.objects.filter(user=user).values(
            "type", "created_at", "last_used_at"
        ),
    )
    yield PersonalTable(
        "devices",
        UserSession.objects.filter(user=user).values(
            "created_at", "last_seen_at", "ip", "user_agent"
        ),
    )


def _leave(user) -> None:
    """Sign him out everywhere and take away all that names him."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Appearance.objects.all().delete()
    user.name = gettext("Former user")
    user.email = f"{secrets.token_hex(16)}@erased.invalid"
    user.is_active = False
    user.last_login = None
    user.set_unusable_password()
    user.save()


DATA = PersonalData(own=_own, leave=_leave)
