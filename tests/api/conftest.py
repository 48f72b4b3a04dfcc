"""A program of somebody of the cast, with a token."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils import timezone

from koprogo.api import services
from koprogo.api.scopes import ALL
from tests import cast


def a_token(name, *, scopes=ALL, only=None, days=30):
    """Return a new token of a person of the cast, and its secret."""
    return services.create_token(
        name="A program",
        scopes=scopes,
        expires_on=timezone.localdate() + timedelta(days=days),
        tenant=cast.tenant(only) if only else None,
        by=cast.user(name),
    )


@dataclass
class Program:
    """Calls the API with one key; answers are Django's, with ``json()``."""

    secret: str
    client: Client

    def __call__(self, method, path, body=None, **headers):
        return self.client.generic(
            method,
            self._address(path),
            "" if body is None else self.client._encode_json(body, "application/json"),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}"} | headers,
        )

    @staticmethod
    def _address(path):
        """An address, or what stands below Les Acacias: ``lots/``."""
        absolute = path.startswith(("/", "http://testserver/"))
        return path if absolute else f"/api/v1/buildings/acacias/{path}"

    def get(self, path, **query):
        return self.client.get(
            self._address(path),
            query,
            headers={"Authorization": f"Bearer {self.secret}"},
        )

    def post(self, path, body=None, **headers):
        return self("POST", path, body, **headers)

    def upload(self, path, method="POST", **form):
        """Send a form with files; a file is (name, bytes), a list is several."""
        return self.client.generic(
            method,
            self._address(path),
            encode_multipart(
                BOUNDARY, {name: _as_sent(value) for name, value in form.items()}
            ),
            content_type=MULTIPART_CONTENT,
            headers={"Authorization": f"Bearer {self.secret}"},
        )

    def patch(self, path, body):
        return self("PATCH", path, body)

    def put(self, path, body):
        return self("PUT", path, body)

    def delete(self, path):
        return self("DELETE", path)


def _as_sent(value):
    if isinstance(value, list):
        return [_as_sent(each) for each in value]
    if isinstance(value, tuple):
        return SimpleUploadedFile(*value)
    return value


@pytest.fixture
def program(db):
    """``program("sophie", scopes=…, only=…)`` is a program with a token of hers."""

    def of(name, **token):
        return Program(a_token(name, **token)[1], Client())

    return of


def url(name, **arguments):
    return reverse(f"api:{name}", kwargs=arguments)


def problem(answer):
    """Return the status of a problem and the end of its type."""
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].removeprefix("/api/#")


def wrong(answer):
    """Return what is wrong with a body or query, the sentences by field."""
    assert answer.status_code == 400
    return {name: " ".join(said) for name, said in answer.json()["errors"].items()}


def refused(answer, **errors):
    """Check that the body was refused, each field with its sentence."""
    assert wrong(answer) == errors
