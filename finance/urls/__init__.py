"""The addresses of the books, area by area."""

from finance.urls import (
    auditing,
    bank,
    books,
    budgets,
    calls,
    charge_statements,
    cockpit,
    contests,
    invoices,
    meters,
    orders,
    reminders,
    sales,
)

app_name = "finance"
urlpatterns = [
    *auditing.urlpatterns,
    *bank.urlpatterns,
    *books.urlpatterns,
    *budgets.urlpatterns,
    *calls.urlpatterns,
    *charge_statements.urlpatterns,
    *cockpit.urlpatterns,
    *contests.urlpatterns,
    *invoices.urlpatterns,
    *meters.urlpatterns,
    *orders.urlpatterns,
    *reminders.urlpatterns,
    *sales.urlpatterns,
]
