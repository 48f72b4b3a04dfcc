"""A real site. Every secret comes from the environment or from a file it names."""

import os

from koprogo.settings import env
from koprogo.settings.base import *  # noqa: F403

SECRET_KEY = env.secret("SECRET_KEY")
# ``id:key,id:key``, the newest first; a key: ``openssl rand -base64 32``.
ENCRYPTION_KEYS = env.secret("ENCRYPTION_KEYS")
ALLOWED_HOSTS = env.secret("ALLOWED_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SITE_ORIGIN = CSRF_TRUSTED_ORIGINS[0]
DEFAULT_FROM_EMAIL = env.secret("DEFAULT_FROM_EMAIL")
EMAIL_HOST = env.secret("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env.secret("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env.secret("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
DEMO = False
SOURCE_URL = env.secret("SOURCE_URL")
ORGANISATION_NAME = env.secret("ORGANISATION_NAME")
ORGANISATION_ADDRESS = env.secret("ORGANISATION_ADDRESS")
DPO_EMAIL = env.secret("DPO_EMAIL")

# How many proxies stand in front: rate limits count by the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.secret("TRUSTED_PROXY_COUNT", "1"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
