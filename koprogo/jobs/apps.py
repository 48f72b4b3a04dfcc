from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "koprogo.jobs"
    label = "jobs"
