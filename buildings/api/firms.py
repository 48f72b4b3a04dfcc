"""The firms that I run: what stands on their letters."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from buildings import services
from buildings.access import firms_managed_by
from buildings.forms import FirmForm, LogoForm
from buildings.models import Firm, FirmLogo
from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.doors import personal
from koprogo.api.downloads import PNG, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class FirmShape(serializers.ModelSerializer):
    """What stands on the letters of the firm."""

    email = serializers.CharField()
    website = serializers.CharField()

    class Meta:
        model = Firm
        fields = [
            "uuid",
            "name",
            "kbo",
            "street",
            "postal_code",
            "city",
            "email",
            "phone",
            "website",
            "professional_number",
            "letter_footer",
        ]


class FirmBody(FormBody):
    form_class = FirmForm


class LogoUpload(UploadBody):
    """It is drawn again and made small enough for letters."""

    form_class = LogoForm


class Firms(ApiView):
    tag = "firms"

    @personal()
    @operation(page_of=FirmShape)
    def get(self, request):
        """The firms that I run, by name."""
        return firms_managed_by(request.user)


class FirmView(ApiView):
    tag = "firms"

    @personal()
    @operation(answer=FirmShape)
    def get(self, request, firm_id):
        """One firm that I run."""
        return my_firm(request, firm_id)

    @personal()
    @operation(body=FirmBody, answer=FirmShape)
    def patch(self, request, firm_id):
        """Change what stands on the letters of a firm."""
        firm = my_firm(request, firm_id)
        return services.update_firm(firm, by=request.user, **self.read(firm))


class Logo(ApiView):
    tag = "firms"

    @personal()
    @operation(downloads=(PNG,))
    def get(self, request, firm_id):
        """The logo of a firm; 404 without one."""
        logo = get_object_or_404(FirmLogo, firm=my_firm(request, firm_id))
        return send_made(bytes(logo.png), name="logo.png", content_type=PNG)

    @personal()
    @operation(body=LogoUpload, status=204)
    def put(self, request, firm_id):
        """Put a logo on the letters."""
        firm = my_firm(request, firm_id)
        services.set_logo(firm, png=self.read()["logo"], by=request.user)

    @personal()
    @operation(status=204)
    def delete(self, request, firm_id):
        """Take the logo off the letters."""
        services.remove_logo(my_firm(request, firm_id), by=request.user)


def my_firm(request, firm_id) -> Firm:
    return get_object_or_404(firms_managed_by(request.user), uuid=firm_id)
