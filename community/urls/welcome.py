from django.urls import path

from community.views import welcome

urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/edit/", welcome.greeting_edit, name="greeting-edit"),
    path("search/", welcome.search, name="search"),
]
