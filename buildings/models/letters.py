"""What every letter to people of the register is, whatever it tells (abstract)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from buildings.models.consents import Consent
from buildings.models.ownership import Owner
from koprogo.documents.models import File
from koprogo.notifications.models import Delivery
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Letter(TenantRow):
    """A letter to somebody of the register; ``delivery`` once on its way.

    ``addressee``: the owner who receives it; none when several holders have named no
    representative. ``name`` and ``address`` are what was printed. ``consent``: what lets
    it go by e-mail (``Consent.Purpose``).
    """

    consent = Consent.Purpose.LETTERS
    #: whether the ASBL wrote it to one of its members (mailings.on_their_way)
    of_members = False

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = TenantForeignKey(File, related_name="+", db_index=False)
    addressee = TenantForeignKey(Owner, null=True, related_name="+", db_index=False)
    name = models.CharField(_("addressee"), max_length=250)
    address = models.CharField(_("address"), max_length=400, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    delivery = TenantOneToOneField(
        Delivery, null=True, related_name="%(class)s", db_index=False
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def recipient(self) -> str:
        """Whom its delivery is for: exactly one for each event (notifications)."""
        return f"owner:{self.addressee.uuid}"

    @property
    def page_id(self):
        """What the address of its PDF knows it by."""
        return self.uuid

    @property
    def is_registered(self) -> bool:
        """Whether it is a registered letter when it goes by post."""
        return False

    @property
    def only_on_paper(self) -> bool:
        """Whether nobody gets it by e-mail, whatever he accepted: a formal notice."""
        return self.is_registered


class AccountLetter(Letter):
    """A letter about the account of a holding: its row says which (``holding``)."""

    class Meta:
        abstract = True

    @property
    def recipient(self) -> str:
        return f"holding:{self.holding.uuid}"


class Run(TenantRow):
    """The making of all letters of one thing; ``zip`` when they are there.

    ``post_zip``: those that go by post, once it is known which.
    """

    zip = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    post_zip = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
