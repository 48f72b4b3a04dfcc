import pytest

from tests.webhooks.receiver import certificate, receiver


@pytest.fixture(scope="session")
def pem(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls") / "localhost.pem")


@pytest.fixture
def trusted(pem, monkeypatch):
    """OpenSSL takes this certificate for that of an authority, also in a worker."""
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return pem


@pytest.fixture
def server(trusted):
    """A program that listens and takes everything."""
    with receiver(trusted) as server:
        yield server
