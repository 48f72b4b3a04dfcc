"""Whom the association pays, and to which account."""

from django.shortcuts import get_object_or_404
from django_filters.rest_framework import CharFilter, FilterSet
from rest_framework import serializers

from buildings import services
from buildings.access import Permission
from buildings.api.doors import require
from buildings.forms import SupplierForm
from buildings.importing.text import clean
from buildings.models import Supplier
from koprogo.api.bodies import FormBody
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class SupplierShape(serializers.ModelSerializer):
    email = serializers.CharField()

    class Meta:
        model = Supplier
        fields = ["uuid", "name", "kbo", "iban", "email", "phone"]


class SupplierBody(FormBody):
    form_class = SupplierForm


class SupplierFilter(FilterSet):
    q = CharFilter(method="search", help_text="Part of the name.")

    def search(self, suppliers, _name, text):
        return suppliers.filter(name__icontains=clean(text))


class Suppliers(ApiView):
    tag = "suppliers"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=SupplierShape, filters=SupplierFilter)
    def get(self, request, building):
        """The suppliers of the building, by name."""
        return Supplier.objects.all()

    @require(Permission.RECORD_PAYMENTS)
    @operation(body=SupplierBody, answer=SupplierShape, status=201)
    def post(self, request, building):
        """Add a supplier, with an account in the books."""
        return services.create_supplier(by=request.user, **self.read())


class SupplierView(ApiView):
    tag = "suppliers"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=SupplierShape)
    def get(self, request, building, supplier_id):
        """One supplier."""
        return get_object_or_404(Supplier, uuid=supplier_id)

    @require(Permission.RECORD_PAYMENTS)
    @operation(body=SupplierBody, answer=SupplierShape)
    def patch(self, request, building, supplier_id):
        """Change a supplier."""
        found = get_object_or_404(Supplier, uuid=supplier_id)
        data = self.read(found)
        return services.update_supplier(found, by=request.user, **data)
