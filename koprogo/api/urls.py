from django.urls import path

from koprogo.api import me, pages, sign_in

urlpatterns = [
    path("schema/", pages.schema, name="schema"),
    path("auth/sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("auth/second-factor/", sign_in.SecondFactor.as_view(), name="second-factor"),
    path("auth/refresh/", sign_in.Refreshed.as_view(), name="refresh"),
    path("auth/session/", sign_in.Session.as_view(), name="session"),
    path("me/", me.Me.as_view(), name="me"),
]
