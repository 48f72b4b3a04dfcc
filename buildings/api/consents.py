"""What owners accept to receive by e-mail (art. 3.87 §3 C. civ.)."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.consents import text_of
from buildings.errors import ConsentEnded, ConsentStands, NoAddress
from buildings.forms import PaperConsentForm, WithdrawalForm
from buildings.models import Consent, Owner
from buildings.queries import address_of
from buildings.services.consents import give_consent, withdraw_consent
from koprogo.api.bodies import FormBody
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class ConsentShape(serializers.ModelSerializer):
    """A consent; withdrawn it stays. ``text``: what was accepted, word for word."""

    text = serializers.SerializerMethodField()

    class Meta:
        model = Consent
        fields = [
            "uuid",
            "purpose",
            "source",
            "version",
            "text",
            "given_on",
            "withdrawn_on",
            "recorded_at",
        ]

    def get_text(self, consent) -> str:
        return str(text_of(consent.purpose, consent.version))


class PaperBody(FormBody):
    """What an owner accepted in writing; the syndic keeps the paper."""

    form_class = PaperConsentForm


class WithdrawalBody(FormBody):
    form_class = WithdrawalForm
    needs = ("consent",)


class PurposeBody(serializers.Serializer):
    purpose = serializers.ChoiceField(Consent.Purpose)


class Consents(ApiView):
    tag = "consents"

    @require(Permission.EDIT_BUILDING)
    @operation(page_of=ConsentShape)
    def get(self, request, building, owner_id):
        """What an owner accepted and took back, the latest first."""
        return get_object_or_404(Owner, uuid=owner_id).consents.all()

    @require(Permission.EDIT_BUILDING)
    @operation(
        body=PaperBody,
        answer=ConsentShape,
        status=201,
        refuses=(ConsentStands, NoAddress),
    )
    def post(self, request, building, owner_id):
        """Record what an owner accepted on paper."""
        owner = get_object_or_404(Owner, uuid=owner_id)
        paper = Consent.Source.PAPER
        return give_consent(owner, **self.read(), source=paper, by=request.user)


class ConsentWithdrawal(ApiView):
    tag = "consents"

    @require(Permission.EDIT_BUILDING)
    @operation(body=WithdrawalBody, answer=ConsentShape, refuses=(ConsentEnded,))
    def post(self, request, building, owner_id, consent_id):
        """Record that an owner took a consent back."""
        found = Consent.objects.select_related("owner")
        consent = get_object_or_404(found, owner__uuid=owner_id, uuid=consent_id)
        day = self.read(consent=consent)["withdrawn_on"]
        return withdraw_consent(consent, on=day, by=request.user)


class MyConsents(ApiView):
    tag = "consents"

    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(page_of=ConsentShape)
    def get(self, request, building):
        """What I accepted and took back in this building, the latest first."""
        return Consent.objects.filter(owner__in=request.access.own_owners)

    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(
        body=PurposeBody,
        answer=ConsentShape,
        status=201,
        refuses=(ConsentStands, NoAddress),
    )
    def post(self, request, building):
        """Accept the present text: from now on such letters come by e-mail."""
        owner = request.access.own_owners.select_related("user").first()
        if owner is None:
            raise Http404
        return give_consent(
            owner,
            **self.read(),
            source=Consent.Source.ONLINE,
            given_on=timezone.localdate(),
            address=address_of(owner),
            by=request.user,
        )


class MyWithdrawal(ApiView):
    tag = "consents"

    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(answer=ConsentShape, refuses=(ConsentEnded,))
    def post(self, request, building, consent_id):
        """Take back a consent of mine, from today on."""
        own = Consent.objects.filter(owner__in=request.access.own_owners)
        consent = get_object_or_404(own, uuid=consent_id)
        return withdraw_consent(consent, on=timezone.localdate(), by=request.user)
