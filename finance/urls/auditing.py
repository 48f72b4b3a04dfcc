from django.urls import include, path

from finance.views import audit_questions, auditing, conflicts

check_pages = [
    path("", auditing.check, name="audit-check"),
    path("sample.<table:ending>", auditing.check_table, name="audit-check-table"),
    path("enlarge/", auditing.check_enlarge, name="audit-check-enlarge"),
    path("conclude/", auditing.check_conclude, name="audit-check-conclude"),
    path("sign/", auditing.check_sign, name="audit-check-sign"),
    path("questions/new/", audit_questions.question_new, name="audit-question-new"),
    path("vouchers/<uuid:invoice_id>/", auditing.check_voucher, name="audit-voucher"),
    path(
        "vouchers/<uuid:invoice_id>/ask/",
        audit_questions.question_new,
        name="audit-voucher-ask",
    ),
]
urlpatterns = [
    path("books/audit/", auditing.audit, name="audit"),
    path("books/audit/years/<int:year>/", auditing.audit_year, name="audit-year"),
    path(
        "books/audit/years/<int:year>/check/",
        auditing.check_new,
        name="audit-check-new",
    ),
    path("books/audit/checks/<uuid:check_id>/", include(check_pages)),
    path(
        "books/audit/reports/<uuid:report_id>.pdf", auditing.report, name="audit-report"
    ),
    path(
        "books/audit/questions.<table:ending>",
        audit_questions.questions_table,
        name="audit-questions-table",
    ),
    path(
        "books/audit/questions/<uuid:question_id>/",
        audit_questions.question,
        name="audit-question",
    ),
    path(
        "books/audit/questions/<uuid:question_id>/answer/",
        audit_questions.answer,
        name="audit-answer",
    ),
    path("books/audit/interests/", conflicts.conflicts, name="conflicts"),
    path(
        "books/audit/interests.<table:ending>",
        conflicts.conflicts_table,
        name="conflicts-table",
    ),
    path("books/audit/interests/new/", conflicts.conflict_new, name="conflict-new"),
    path(
        "books/audit/interests/<uuid:conflict_id>/end/",
        conflicts.conflict_end,
        name="conflict-end",
    ),
]
