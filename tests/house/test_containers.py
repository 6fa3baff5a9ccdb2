"""The full mode in containers: every service is there, hardened, healthy before use, and no secret is written down."""

import re
import shutil
import subprocess
from functools import cache
from typing import Any

import pytest
import yaml

from tests.house.project import ROOT, SERVICES, text

SERVERS = ("postgres", "rabbitmq")
SECRETS = ("ONWARD_MASTER_KEY", "ONWARD_DATABASE_PASSWORD", "ONWARD_BROKER_PASSWORD")
CONDITIONS = {"service_healthy", "service_completed_successfully"}
EVERYTHING = (*SERVICES, *SERVERS, "migrate")


@cache
def containers() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text("docker-compose.yml"))["services"]
    return found


def test_the_compose_file_has_every_service_both_servers_and_the_migrations() -> None:
    assert set(containers()) == set(EVERYTHING)


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_container_is_read_only_and_has_no_privileges(name: str) -> None:
    container = containers()[name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_served_and_asked_for_its_health_under_its_own_name(service: str) -> None:
    assert containers()[service]["command"] == ["serve", service]
    assert containers()[service]["healthcheck"]["test"] == ["CMD", "onward", "health", service]


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_waits_until_servers_are_healthy_and_stores_up_to_date(service: str) -> None:
    awaited = containers()[service]["depends_on"]
    assert {"migrate", *SERVERS} <= set(awaited)
    assert {answer["condition"] for answer in awaited.values()} <= CONDITIONS


@pytest.mark.parametrize("server", SERVERS)
def test_both_servers_have_a_health_check_and_run_as_their_own_user(server: str) -> None:
    assert containers()[server]["healthcheck"]["test"]
    assert containers()[server]["user"] not in ("root", "0", 0)


@pytest.mark.parametrize("secret", SECRETS)
def test_compose_refuses_to_start_without_a_secret_and_says_which(secret: str) -> None:
    uses = re.findall(r"\$\{" + secret + r"([^}]*)\}", text("docker-compose.yml"))
    assert uses
    assert all(use.startswith(":?") and len(use.split()) > 2 for use in uses)


def test_only_the_front_door_is_open_and_only_to_this_machine() -> None:
    opened = {name: container["ports"] for name, container in containers().items() if "ports" in container}
    assert list(opened) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in opened["web"])


def test_the_image_is_built_in_two_stages_from_the_lock_and_runs_without_root() -> None:
    lines = text("deploy/images/Dockerfile").splitlines()
    assert not lines[0].startswith("# syntax")
    assert len([line for line in lines if line.startswith("FROM ")]) == 2
    assert any("--require-hashes -r requirements.lock" in line for line in lines)
    assert [line for line in lines if line.startswith("USER ")][-1] not in ("USER root", "USER 0")


def test_the_builder_is_given_only_what_the_image_is_made_of() -> None:
    lines = text(".dockerignore").splitlines()
    assert "*" in lines
    assert not {"!.git", "!tests", "!onward-data"} & set(lines)


def test_docker_accepts_the_compose_file_and_refuses_it_without_secrets() -> None:
    if not shutil.which("docker") or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("docker compose is not installed here; the other tests read the file without it")
    command = ["docker", "compose", "config", "--quiet"]
    assert subprocess.run(command, cwd=ROOT, env=_environment(*SECRETS), capture_output=True).returncode == 0
    refused = subprocess.run(command, cwd=ROOT, env=_environment(*SECRETS[1:]), capture_output=True, text=True)
    assert refused.returncode != 0
    assert SECRETS[0] in refused.stderr


def _environment(*secrets: str) -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"} | dict.fromkeys(secrets, "made-up")
