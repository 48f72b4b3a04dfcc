from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "koprogo.ui"
    label = "ui"
