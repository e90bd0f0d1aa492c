"""`legation serve`: the record in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from legation.app.cli.options import RECORD_FILE, RecordFile

Host = Annotated[
    str, typer.Option(help="The address to listen on; another than this machine's own needs a password.")
]
Port = Annotated[int, typer.Option(help="The port.", min=0, max=65535)]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", help="A file whose first line is the password.", show_default=False),
]
Workers = Annotated[
    int | None,
    typer.Option(
        help="Processes that make pages beside the server; 0 for none. One a core, at most 4, unless told.",
        min=0,
        max=64,
        show_default=False,
    ),
]
LOCAL = ("localhost", "127.0.0.1", "::1")


def serve(
    record: RecordFile = RECORD_FILE,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    password_file: PasswordFile = None,
    workers: Workers = None,
) -> None:
    """Open the record in a browser: pages, a REST API under /api/v1, judgements.

    legation serve --record legation.db
    """
    import uvicorn

    from legation.app.web.deciding import user
    from legation.app.web.hearing import Hearing
    from legation.app.web.site import site, workers_here

    password = password_of(password_file)
    refuse_open_door(host, password)
    count = workers_here() if workers is None else workers
    app = site(record, (*LOCAL, host), password, user(), count)
    where = f"[{host}]" if ":" in host else host
    print(f"The record {record} is at http://{where}:{port}/ (stop with Ctrl+C)", flush=True)
    quiet: dict[str, Any] = {"log_level": "warning", "access_log": False}
    uvicorn.run(app, host=host, port=port, http=Hearing, server_header=False, date_header=False, **quiet)


def password_of(file: Path | None) -> str:
    """The password in a file. Raises BadInput for a file that cannot be read or has none."""
    from legation.errors import BadInput

    if file is None:
        return ""
    try:
        words = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read as a password file: {error}.") from error
    if not words or len(words[0].strip()) < 8:
        raise BadInput(f"The first line of {file} must be a password of at least 8 characters.")
    return words[0].strip()


def refuse_open_door(host: str, password: str) -> None:
    """Raises BadInput for an address that others can reach, without a password."""
    from legation.errors import BadInput

    if host not in LOCAL and not password:
        raise BadInput(f"{host} can be reached by others: give --password-file FILE, or listen on 127.0.0.1.")
