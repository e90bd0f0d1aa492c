"""A record's file: told from other files, made, brought up to date, opened."""

from __future__ import annotations

import importlib.resources
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from legation.errors import LegationError, UnreadableRecord, UnwritableRecord
from legation.store.reach import connected, may_write, why_only_read

APPLICATION = 0x4C454741  # «LEGA» in the header of the file: this SQLite file is a record
SQLITE = b"SQLite format 3\x00"
HEADER = 100  # bytes; SQLite's application id stands at 68, the version of the schema at 60
WAIT_MS = 60_000  # how long a writer waits for another one
LOG_PAUSES = (0.01, 0.05, 0.2, 0.5)  # seconds between tries to set the mode of the file
CACHE_KB = 16_000  # of each of the connections that read
BUILD_CACHE_KB = 128_000  # of the one that writes
# Pages of the log beside the file that are written before they go into the file itself: 64 MB. A page of an
# index that is written again and again meanwhile goes there once, and the disk is waited for less often.
LOGGED = 16_000
CONNECTIONS = 24  # at once; more wait
MAPPED = 2**40  # bytes of a file that are read where the system has them; most builds of SQLite take 2 GB
STATEMENTS = 500  # of each connection that are kept prepared: lists of ids make many that differ in length
# What SQLite says when it cannot write, and what to do about it.
UNWRITABLE = {
    "database is locked": "another process has been writing to it for a minute; try again when it is done",
    "readonly": "it may only be read; check the permissions of the file and its folder",
    "disk is full": "the disk is full; make room and run the command again, it goes on where it stopped",
    "disk I/O error": "the disk does not take it; check it, then run `legation info`",
}


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Number and SQL of each migration, in order."""
    folder = importlib.resources.files("legation.store") / "migrations"
    files = sorted((f.name, f) for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple((int(name[:4]), file.read_text("utf-8")) for name, file in files)


def newest() -> int:
    """The version of the schema that this Legation writes."""
    return migrations()[-1][0]


def version_of(path: Path) -> int:
    """The schema version in the file's header; 0 for a file that is empty.

    Raises UnreadableRecord for a file that is not a record or was made by a newer Legation. The file is
    read as plain bytes, so that nothing about it changes; but through SQLite once this process has it open,
    since closing any other handle of the file would drop the locks that SQLite holds on it.
    """
    try:
        if _inode(path) in _opened:
            return _version_told(path)
        with path.open("rb") as file:
            head = file.read(HEADER)
    except OSError as error:
        raise UnreadableRecord(f"{path} cannot be opened: {error.strerror}.") from error
    if not head:
        return 0
    if not head.startswith(SQLITE) or len(head) < HEADER:
        raise UnreadableRecord(
            f"{path} is not a record: it is no SQLite file. Name another file; this one is untouched."
        )
    if int.from_bytes(head[68:72], "big") != APPLICATION:
        raise UnreadableRecord(
            f"{path} is an SQLite file of another program, not a record. Name another file; it is untouched."
        )
    version = int.from_bytes(head[60:64], "big")
    _refuse_newer(path, version)
    return version


_opened: set[tuple[int, int]] = set()  # files that this process has opened as records


def _inode(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_dev, told.st_ino


def _version_told(path: Path) -> int:
    with closing(connected(path, why_only_read(path), WAIT_MS / 1000)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    _refuse_newer(path, version)
    return version


def _refuse_newer(path: Path, version: int) -> None:
    if version > newest():
        raise UnreadableRecord(
            f"{path} was made by a newer Legation (schema {version}, this one knows {newest()}). "
            "Upgrade Legation to open it; the file is untouched."
        )


def open_engine(path: Path, *, create: bool) -> Engine:
    """The record's file, ready to read and write; made where it is missing and `create` says so."""
    try:
        there = path.exists()
    except OSError as error:  # a folder on the way is closed to this user
        raise UnreadableRecord(f"{path} cannot be reached: {error.strerror}.") from error
    if not there:
        if not create:
            raise UnreadableRecord(f"There is no record at {path}. `legation read PATH...` makes one.")
        if not path.parent.is_dir():
            raise UnreadableRecord(f"{path.parent} is no folder; a record cannot be made there.")
        if not may_write(path.parent):
            raise UnwritableRecord(
                f"{path} cannot be made: {path.parent} may not be written by this user. "
                "Name a file in another folder with --record."
            )
    else:
        version_of(path)
    engine = _engine(path, why_only_read(path) if there else "")
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", partial(_begin, path))
    event.listen(engine, "handle_error", partial(_explain, path))
    try:
        if create:
            refuse_to_write(engine, path)
        _bring_up_to_date(engine, path)
    except DatabaseError as error:
        engine.dispose()
        raise UnreadableRecord(
            f"{path} cannot be opened as a record: {error.orig}. Check the permissions of the file, its "
            "folder and the files beside it whose names begin with its own, or copy it elsewhere."
        ) from error
    _opened.add(_inode(path))
    return engine


def _engine(path: Path, only_read: str) -> Engine:
    """The way to the file. Where it may only be read each connection looks anew whether others write."""
    if only_read:
        connect = partial(connected, path, only_read, WAIT_MS / 1000)
        options = {"only_read": only_read}
        return create_engine(
            f"sqlite:///{path}", creator=connect, poolclass=NullPool, execution_options=options
        )
    arguments = {"timeout": WAIT_MS / 1000, "cached_statements": STATEMENTS}
    return create_engine(f"sqlite:///{path}", connect_args=arguments, max_overflow=CONNECTIONS - 5)


def only_read(engine: Engine) -> str:
    """Why the record may only be read; empty where it may be written."""
    return str(engine.get_execution_options().get("only_read", ""))


def refuse_to_write(engine: Engine, path: Path) -> None:
    """Raises UnwritableRecord where the record may only be read."""
    if why := only_read(engine):
        raise UnwritableRecord(
            f"{path} cannot be written: {why}; check the permissions of the file and its folder, or copy it "
            "elsewhere. It can be looked at as it is."
        )


def _explain(path: Path, context: ExceptionContext) -> None:
    """Errors of SQLite that are not the program's become clear ones."""
    error = context.original_exception
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, LegationError):
        return
    said = str(error)
    if context.engine and only_read(context.engine) and ("readonly" in said or "unable to open" in said):
        raise UnreadableRecord(
            f"{path} cannot be read by one who may not write to it: a run that wrote to it was broken off. "
            f"Let its owner open it once (`legation info -r {path}`)."
        ) from error
    for sign, remedy in UNWRITABLE.items():
        if sign in said:
            raise UnwritableRecord(f"{path} cannot be written: {remedy}.") from error
    if "malformed" in said or "not a database" in said:
        raise UnreadableRecord(
            f"{path} is damaged ({said}); `legation verify` tells what of it, `legation rebuild --reread` "
            "mends what the texts allow; else restore a copy of it."
        ) from error


def _set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in (
        f"busy_timeout = {WAIT_MS}",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "recursive_triggers = ON",  # a row that INSERT OR REPLACE takes away is counted as gone, too
        f"cache_size = -{CACHE_KB}",
        f"wal_autocheckpoint = {LOGGED}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def read_mapped(engine: Engine) -> None:
    """Lets the file be read where the system has it, without a copy of each page.

    For a process that only reads and may die: where the disk fails, the system ends it without a word.
    """
    event.listen(engine, "connect", _map)
    engine.dispose()  # connections that are open already do not map


def _map(connection: Any, _: Any) -> None:
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")


def _begin(path: Path, connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        refuse_to_write(connection.engine, path)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # it touches nothing yet, so nothing can go wrong that had to be made clear
        connection.connection.driver_connection.execute("BEGIN")  # type: ignore[union-attr]


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it or nothing; other writers wait, readers see the state before."""
    with engine.connect().execution_options(writes=True) as connection:
        connection.connection.driver_connection.execute(f"PRAGMA cache_size = -{BUILD_CACHE_KB}")  # type: ignore[union-attr]
        with connection.begin():
            yield connection


def _bring_up_to_date(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    _refuse_newer(path, found)
    if found < newest():
        if why := only_read(engine):
            raise UnwritableRecord(
                f"{path} was made by an older Legation (schema {found}, this one has {newest()}) and cannot "
                f"be brought up to date: {why}. Copy it to a folder of yours and open the copy."
            )
        _migrate(engine)
    if not only_read(engine):
        _keep_a_log(engine)


def _migrate(engine: Engine) -> None:
    with writing(engine) as connection:
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()  # another may have been first
        for number, sql in migrations():
            if number > found:
                for statement in _statements(sql):
                    connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {newest()}")


def _keep_a_log(engine: Engine) -> None:
    """Readers and a writer side by side: the mode lasts with the file, and is set where it is not yet.

    It is refused while another process reads, at once where both try. Whoever comes next may set it, so
    that a file whose maker was killed just before gets it too; till then the record serves without it.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        for pause in LOG_PAUSES:
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                return
            try:
                cursor.execute("PRAGMA busy_timeout = 0")
                cursor.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):  # it may only be read
                    return
                time.sleep(pause)
    finally:
        raw.driver_connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")  # type: ignore[union-attr]
        raw.close()


def _statements(sql: str) -> Iterator[str]:
    """The statements one by one: SQLite tells where one ends, since a trigger holds several."""
    statement = ""
    for line in (line.split("--")[0].rstrip() for line in sql.splitlines()):
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
