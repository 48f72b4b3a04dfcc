from django.urls import path

from koprogo.privacy import views

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("profile/data/", views.my_data, name="data"),
    path("profile/data/copy/", views.copy_ask, name="data-copy"),
    path("profile/data/copy.zip", views.copy_fetch, name="data-copy-fetch"),
    path("profile/data/close/", views.close, name="account-close"),
]
