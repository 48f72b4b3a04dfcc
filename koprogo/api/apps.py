from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "koprogo.api"
    label = "api"
