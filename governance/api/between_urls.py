from buildings.api.letter_urls import letter_operations
from governance.api import consultations, requests, written
from governance.errors.written import WrittenEnded
from governance.mailings import WRITTEN
from governance.views.written import LETTERS
from koprogo.api.views import at

DECISION = "written-decisions/<uuid:written_id>"
REQUEST = "requests/<uuid:request_id>"
CONSULTATION = "consultations/<uuid:consultation_id>"

urlpatterns = [
    at("written-decisions/", written.WrittenDecisions, "written-decisions"),
    at(f"{DECISION}/", written.WrittenDecisionView, "written-decision"),
    at(f"{DECISION}/send/", written.WrittenSending, "written-send"),
    at(f"{DECISION}/answer/", written.WrittenAnswering, "written-answer"),
    at(f"{DECISION}/answers/", written.WrittenAnswers, "written-answers"),
    at(
        f"{DECISION}/record/<uuid:head_id>/",
        written.WrittenRecording,
        "written-record",
    ),
    at(f"{DECISION}/withdraw/", written.WrittenWithdrawing, "written-withdraw"),
    at(f"{DECISION}/minutes/", written.WrittenMinutesView, "written-minutes"),
    at(
        f"{DECISION}/minutes/<str:language>/",
        written.WrittenMinutesFile,
        "written-minutes-file",
    ),
    at(
        "written-decisions/answers/<uuid:written_answer_id>/scan/",
        written.WrittenScan,
        "written-scan",
    ),
    at(
        "written-decisions/letters/<uuid:written_letter_id>/",
        written.WrittenLetterFile,
        "written-letter",
    ),
    *letter_operations(
        DECISION,
        "written",
        WRITTEN,
        find=LETTERS.find,
        chapter="written-decisions",
        refuses=[WrittenEnded],
    ),
    at("requests/", requests.Requests, "requests"),
    at(f"{REQUEST}/", requests.RequestView, "request"),
    at(f"{REQUEST}/signature/", requests.RequestSigning, "request-signature"),
    at(f"{REQUEST}/withdraw/", requests.RequestWithdrawing, "request-withdraw"),
    at(f"{REQUEST}/letter/", requests.RequestLetter, "request-letter"),
    at(f"{REQUEST}/sent/", requests.RequestSending, "request-sent"),
    at(f"{REQUEST}/received/", requests.RequestReceipt, "request-received"),
    at(f"{REQUEST}/proof/", requests.RequestProof, "request-proof"),
    at(f"{REQUEST}/draft/", requests.RequestDrafting, "request-draft"),
    at(f"{REQUEST}/addresses/", requests.RequestAddresses, "request-addresses"),
    at("consultations/", consultations.Consultations, "consultations"),
    at(f"{CONSULTATION}/", consultations.ConsultationView, "consultation"),
    at(
        f"{CONSULTATION}/results/",
        consultations.ConsultationResults,
        "consultation-results",
    ),
    at(
        f"{CONSULTATION}/answer/",
        consultations.ConsultationAnswering,
        "consultation-answer",
    ),
    at(
        f"{CONSULTATION}/close/",
        consultations.ConsultationClosing,
        "consultation-close",
    ),
]
