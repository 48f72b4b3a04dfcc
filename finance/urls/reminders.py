from django.urls import path

from finance.views import arrears, reminders

urlpatterns = [
    path("accounts/arrears/", arrears.arrears, name="arrears"),
    path(
        "accounts/arrears.<table:ending>", arrears.arrears_table, name="arrears-table"
    ),
    path("account/reminders/", arrears.my_reminders, name="my-reminders"),
    path("accounts/reminders/", reminders.reminders, name="reminders"),
    path("accounts/reminders/propose/", reminders.propose, name="reminders-propose"),
    path("accounts/reminders/again/", reminders.again, name="reminders-again"),
    path("accounts/reminders/posted/", reminders.posted, name="reminders-posted"),
    path("accounts/reminders/post.zip", reminders.post_zip, name="reminders-zip"),
    path(
        "accounts/reminders/post.<table:ending>",
        reminders.post_table,
        name="reminders-post-table",
    ),
    path("accounts/reminders/levels/", reminders.levels, name="reminder-levels"),
    path(
        "accounts/reminders/levels/<int:number>/<str:language>/",
        reminders.wording,
        name="reminder-wording",
    ),
    path(
        "accounts/arrears/<uuid:holding_id>/",
        arrears.holder_arrears,
        name="holder-arrears",
    ),
    path(
        "accounts/arrears/<uuid:holding_id>/pause/", arrears.pause, name="arrears-pause"
    ),
    path(
        "accounts/arrears/<uuid:holding_id>/pause/end/",
        arrears.pause_end,
        name="arrears-pause-end",
    ),
    path("accounts/arrears/<uuid:holding_id>/plan/", arrears.plan_new, name="plan-new"),
    path("plans/<uuid:plan_id>/", arrears.plan, name="plan"),
    path("plans/<uuid:plan_id>/withdraw/", arrears.plan_withdraw, name="plan-withdraw"),
    path("reminders/<uuid:reminder_id>/", reminders.reminder, name="reminder"),
    path(
        "reminders/<uuid:reminder_id>/letter/",
        reminders.reminder_letter,
        name="reminder-letter",
    ),
    path(
        "reminders/<uuid:reminder_id>/cancel/",
        reminders.reminder_cancel,
        name="reminder-cancel",
    ),
    path(
        "reminders/<uuid:reminder_id>/email/",
        reminders.reminder_email,
        name="reminder-email",
    ),
]
