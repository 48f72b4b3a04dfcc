"""The addresses of the books, area by area."""

from finance.urls import (
    bank,
    books,
    budgets,
    calls,
    charge_statements,
    invoices,
    meters,
    reminders,
    sales,
)

app_name = "finance"
urlpatterns = [
    *bank.urlpatterns,
    *books.urlpatterns,
    *budgets.urlpatterns,
    *calls.urlpatterns,
    *charge_statements.urlpatterns,
    *invoices.urlpatterns,
    *meters.urlpatterns,
    *reminders.urlpatterns,
    *sales.urlpatterns,
]
