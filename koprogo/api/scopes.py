"""What a program may do with a key; never more than the person himself may."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """Reading needs ``read``, whatever is read; a change needs one of the others."""

    READ = "read", _("Read what I may read")
    WRITE = "write", _("Change my profile, and the buildings where I may")
    BOOKS = (
        "books",
        _("Keep the books where I may: calls, letters, payments, suppliers, opening"),
    )


ALL = frozenset(Scope)
