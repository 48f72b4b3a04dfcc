from django.apps import AppConfig
from django.urls import register_converter


class UiConfig(AppConfig):
    name = "koprogo.ui"
    label = "ui"

    def ready(self):
        from koprogo.ui.exports import TableEnding

        register_converter(TableEnding, "table")
