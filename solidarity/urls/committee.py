from django.urls import path

from solidarity.views.committee import (
    appeals,
    decision,
    files,
    seats,
    sessions,
    votes,
)

SEATS = "asbl/fund/committee"
APPEALS = "asbl/fund/appeals"
APPEAL = f"{APPEALS}/<uuid:fund_appeal_id>"
FILES = "fonds-solidarite/comite"
FILE = f"{FILES}/<uuid:fund_request_id>"
PAPER = f"{FILE}/documents/<uuid:fund_paper_id>"
SESSIONS = f"{FILES}/seances"
SESSION = f"{SESSIONS}/<uuid:fund_session_id>"
OWN = "fonds-solidarite/demande/<uuid:fund_request_id>"

urlpatterns = [
    path(f"{SEATS}/", seats.seats, name="seats"),
    path(f"{SEATS}/new/", seats.seat_new, name="seat-new"),
    path(f"{SEATS}/<uuid:seat_id>/end/", seats.seat_end, name="seat-end"),
    path(f"{APPEALS}/", appeals.appeals, name="board-appeals"),
    path(f"{APPEAL}/", appeals.appeal, name="board-appeal"),
    path(f"{APPEAL}/open/", appeals.appeal_open, name="board-appeal-open"),
    path(f"{APPEAL}/decide/", appeals.appeal_decide, name="board-appeal-decide"),
    path(f"{APPEAL}/assembly/", appeals.appeal_assembly, name="board-appeal-assembly"),
    path(FILES, files.files, name="committee"),
    path(SESSIONS, sessions.sessions, name="committee-sessions"),
    path(f"{SESSIONS}/new", sessions.session_new, name="committee-session-new"),
    path(SESSION, sessions.session, name="committee-session"),
    path(f"{SESSION}/close", sessions.session_close, name="committee-session-close"),
    path(
        f"{SESSION}/minutes.pdf",
        sessions.session_minutes,
        name="committee-session-minutes",
    ),
    path(FILE, files.file, name="file"),
    path(f"{FILE}/open", files.file_open, name="file-open"),
    path(f"{FILE}/recusal", files.file_recuse, name="file-recuse"),
    path(f"{FILE}/question", files.file_ask, name="file-ask"),
    path(PAPER, files.file_paper, name="file-paper"),
    path(f"{PAPER}/confirm", files.file_paper_confirm, name="file-paper-confirm"),
    path(f"{FILE}/proposal", votes.vote_new, name="vote-new"),
    path(f"{FILE}/refusal", votes.vote_refusal, name="vote-refusal"),
    path(f"{FILE}/ballot", votes.vote_ballot, name="vote-ballot"),
    path(f"{FILE}/close", votes.vote_close, name="vote-close"),
    path(f"{OWN}/decision", decision.decision, name="decision"),
    path(f"{OWN}/offer", decision.offer, name="offer"),
    path(f"{OWN}/appeal", decision.appeal, name="appeal"),
]
