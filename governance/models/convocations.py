"""Convocations: one to each owner, in his language and by his channel (art. 3.87 §3)."""

from django.db import models

from buildings.models import Consent
from buildings.models.letters import Letter, Run
from governance.models.assemblies import Assembly, Cancellation
from koprogo.notifications.models import Delivery
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField


class ConvocationLetter(Letter):
    """Registered by post, or by e-mail with the individual consent to convocations.

    Art. 3.87 §3 wants a registered letter unless the addressee accepted another way
    individually, explicitly and in writing: the consent to other letters says nothing
    of it. That an assembly is called off is told in the same way. The law of
    associations asks for no registered letter.
    """

    consent = Consent.Purpose.CONVOCATIONS

    class Meta:
        abstract = True

    @property
    def is_registered(self) -> bool:
        return not self.of_members

    @property
    def only_on_paper(self) -> bool:
        return False


class Convocation(ConvocationLetter):
    """What one owner received."""

    assembly = TenantForeignKey(Assembly, related_name="convocations", db_index=False)
    delivery = TenantOneToOneField(
        Delivery, null=True, related_name="convocation", db_index=False
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "assembly", "addressee"], name="convocation_once"
            )
        ]

    def __str__(self):
        return f"{self.assembly_id}: {self.name}"


class ConvocationRun(Run):
    """The making of all convocations of an assembly."""

    assembly = TenantOneToOneField(
        Assembly, related_name="convocation_run", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at=None) | models.Q(zip__isnull=False),
                name="convocation_run_has_zip",
            )
        ]

    def __str__(self):
        return str(self.assembly_id)


class CancellationLetter(ConvocationLetter):
    """What one owner was told when the assembly was called off."""

    cancellation = TenantForeignKey(
        Cancellation, related_name="letters", db_index=False
    )
    delivery = TenantOneToOneField(
        Delivery, null=True, related_name="cancellation_letter", db_index=False
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "cancellation", "addressee"],
                name="cancellation_letter_once",
            )
        ]

    def __str__(self):
        return f"{self.cancellation_id}: {self.name}"


class CancellationRun(Run):
    """The making of all letters that an assembly is called off."""

    cancellation = TenantOneToOneField(
        Cancellation, related_name="letter_run", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at=None) | models.Q(zip__isnull=False),
                name="cancellation_run_has_zip",
            )
        ]

    def __str__(self):
        return str(self.cancellation_id)
