"""`legation serve` killed while judgements are sent to it; every one that it confirmed must be there."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from evaluation.kills.runs import export, faults, reads, run
from evaluation.kills.strikes import PATIENCE, Range
from legation.store.record import open_record

STARTING = 240.0  # seconds that a server may take to start on a busy machine
SENT = 6  # judgements at most before the kill


def kill_servers(on: Range, count: int) -> None:
    """Kills the server a random moment after some judgement; builds the same in peace and compares."""
    if not count:
        return
    path, peace = on.home / "served.db", on.home / "served-in-peace.db"
    run(reads([on.pages], path, judges=False))
    with open_record(path) as record:
        claims = sorted(claim.id for _, reading in record.sources() for claim in reading.claims)
    confirmed = 0
    for _ in range(count):
        some = claims[confirmed : confirmed + on.chance.randint(1, SENT)] or claims[:1]
        confirmed += _killed_once(path, some, on.chance.uniform(0, 0.8))
        on.struck.stages["serve"] += 1
        on.struck.faults += [f"serve: {fault}" for fault in faults(path, {"judging": confirmed})]
    run(reads([on.pages], path, judges=False))
    with open_record(path) as record:
        judgements = record.judgements()
    run(reads([on.pages], peace, judges=False))
    with open_record(peace) as record:
        for judgement in judgements:
            record.judge(judgement)
    run(reads([on.pages], peace, judges=False))
    on.struck.records += 1
    if export(path) != export(peace):
        on.struck.faults.append("serve: the canonical export differs")


def _killed_once(path: Path, claims: list[str], delay: float) -> int:
    """Starts the server, sends judgements, kills it and what it started; gives how many it confirmed."""
    port = _free_port()
    command = [sys.executable, "-m", "legation.app.cli", "serve", "-r", str(path), "--port", str(port)]
    confirmed = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port, server)
            for claim in claims:
                confirmed += _judged(port, claim)
            time.sleep(delay)
        finally:
            if server.poll() is None:
                process = psutil.Process(server.pid)
                for started in (*process.children(recursive=True), process):
                    started.kill()
    return confirmed


def _judged(port: int, claim: str) -> bool:
    body = json.dumps({"verdict": "wrong", "ids": [claim], "why": "kills"}).encode()
    where = f"http://127.0.0.1:{port}/api/v1/judgements"
    asked = urllib.request.Request(where, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
        return bool(answer.status == 201)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start (exit code {server.poll()})")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
