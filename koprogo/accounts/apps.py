from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "koprogo.accounts"
    label = "accounts"
