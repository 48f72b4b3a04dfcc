from django.urls import path

from koprogo.api import me, pages, sign_in
from koprogo.api.views import at

urlpatterns = [
    path("schema/", pages.schema, name="schema"),
    at("auth/sign-in/", sign_in.SignIn, "sign-in"),
    at("auth/second-factor/", sign_in.SecondFactor, "second-factor"),
    at("auth/refresh/", sign_in.Refreshed, "refresh"),
    at("auth/session/", sign_in.Session, "session"),
    at("me/", me.Me, "me"),
]
