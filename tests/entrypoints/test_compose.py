"""docker-compose.yml: a valid file whose commands are commands of this version."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import PostgresServer
from entrypoints.processes import (
    REPOSITORY,
    SCRIPTS,
    complete,
    environment,
    free_port,
    running,
    wait_for,
)

FILE = REPOSITORY / "docker-compose.yml"
SERVICES: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


def command(service: str) -> list[str]:
    """Return what a service runs, as it is run without a container."""
    program, *words = OURS[service]["command"]
    return [str(SCRIPTS / program), *words]


@pytest.fixture
def settings(postgres: PostgresServer, tmp_path: Path) -> dict[str, str]:
    """The settings of a service over a database of its own, before its first upgrade."""
    return environment(home=tmp_path, database_url=postgres.url(postgres.create()))


def test_the_file_is_what_compose_reads(tmp_path: Path):
    complete(
        [SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", FILE],
        environment(),
        tmp_path,
    )


def test_our_services_are_those_that_run_here():
    assert set(OURS) == {"migrate", "api", "worker"}


def test_the_api_and_the_worker_wait_for_the_schema():
    for service in ("api", "worker"):
        assert OURS[service]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"}
        }


@pytest.mark.postgres
def test_the_services_run_one_after_the_other_as_compose_starts_them(
    settings: dict[str, str], tmp_path: Path
):
    assert "データベースを" in complete(command("migrate"), settings, tmp_path)
    assert "最新です" in complete(command("migrate"), settings, tmp_path)

    complete([*command("worker"), "--once"], settings, tmp_path)

    port = free_port()
    with running([*command("api"), "--port", str(port)], settings, tmp_path) as log:
        alive = json.loads(wait_for(f"http://127.0.0.1:{port}/healthz", log))
    assert alive["status"] == "ok"
