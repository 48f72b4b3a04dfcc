from django.urls import path

from finance.views import cockpit as views

urlpatterns = [path("month/", views.month, name="month")]
