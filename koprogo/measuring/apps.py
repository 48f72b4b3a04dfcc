from django.apps import AppConfig


class MeasuringConfig(AppConfig):
    name = "koprogo.measuring"
    label = "measuring"
