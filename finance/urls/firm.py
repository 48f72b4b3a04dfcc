"""What a firm does for all its buildings at once; it stands outside of every building."""

from django.urls import path

from finance.views import bank_import

app_name = "firm-books"
urlpatterns = [
    path("bank/import/", bank_import.firm_bank_import, name="bank-import"),
]
