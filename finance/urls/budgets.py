from django.urls import path

from finance.views import budgets, follow_up, instalments, reserve, settings

ONE = "budgets/<uuid:budget_id>"

urlpatterns = [
    path("budgets/", budgets.budgets, name="budgets"),
    path("budgets.<table:ending>", budgets.budgets_table, name="budgets-table"),
    path("budgets/new/", budgets.budget_new, name="budget-new"),
    path("budgets/reserve/", reserve.reserve, name="reserve"),
    path(
        "budgets/reserve/<int:year>/opt-out/",
        reserve.reserve_opt_out,
        name="reserve-opt-out",
    ),
    path(f"{ONE}/", budgets.budget, name="budget"),
    path(f"{ONE}/lines.<table:ending>", budgets.budget_table, name="budget-table"),
    path(f"{ONE}/edit/", budgets.budget_edit, name="budget-edit"),
    path(f"{ONE}/discard/", budgets.budget_discard, name="budget-discard"),
    path(f"{ONE}/adopt/", budgets.budget_adopt, name="budget-adopt"),
    path(f"{ONE}/follow-up/", follow_up.budget_follow_up, name="budget-follow-up"),
    path(
        f"{ONE}/follow-up.<table:ending>",
        follow_up.budget_follow_up_table,
        name="budget-follow-up-table",
    ),
    path(
        f"{ONE}/follow-up.pdf",
        follow_up.budget_follow_up_file,
        name="budget-follow-up-file",
    ),
    path(
        f"{ONE}/instalments/",
        instalments.budget_instalments,
        name="budget-instalments",
    ),
    path(
        f"{ONE}/instalments/make/",
        instalments.budget_instalments_make,
        name="budget-instalments-make",
    ),
    path("settings/books/", settings.book_settings_page, name="book-settings"),
]
