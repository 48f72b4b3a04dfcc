"""A person who signs in. What he may do is elsewhere: buildings/access.py."""

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from koprogo.tenancy.models import PersonalRow


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """Create a person who signs in by e-mail; no password means: cannot yet."""
        user = self.model(email=self.model.normalize_username(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=self.model.normalize_username(email))


class User(AbstractBaseUser):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="nl"
    )
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="user_email_unique",
                violation_error_message=_("Somebody already uses this address."),
            ),
            # The sign-in looks for the address in small letters.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["nl", "fr", "de", "en"]),
                name="user_language_known",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def normalize_username(cls, username):
        """Return the address in small letters; ``clean()`` calls this as well."""
        return super().normalize_username(username).lower()


class Appearance(PersonalRow):
    """How the pages look for one person."""

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As my device does")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    theme = models.CharField(_("colours"), max_length=6, choices=Theme)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(theme__in=["system", "light", "dark"]),
                name="appearance_theme_known",
            )
        ]

    def __str__(self):
        return self.theme
