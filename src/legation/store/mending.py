"""What of a record can be made anew from its own rows: the search index and the counts."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from legation.errors import UnreadableRecord
from legation.store.counts import count_anew, miscounted
from legation.store.file import writing


def is_indexed(engine: Engine) -> bool:
    """Whether the search index is that of the words that are filed.

    SQLite looks at it as if it wrote: other writers wait meanwhile, readers do not.
    """
    try:
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO words (words) VALUES ('integrity-check')")
    except UnreadableRecord:
        return False
    return True


def mend(engine: Engine) -> list[str]:
    """Makes the search index and the counts anew where they are damaged; a line for each says so."""
    indexed = is_indexed(engine)
    with writing(engine) as connection:
        return [*_indexed(connection, indexed), *_counted(connection)]


def _indexed(connection: Connection, indexed: bool) -> list[str]:
    if indexed:
        return []
    connection.exec_driver_sql("INSERT INTO words (words) VALUES ('rebuild')")
    return ["The search index was damaged and is made anew"]


def _counted(connection: Connection) -> list[str]:
    wrong = miscounted(connection)
    for table in wrong:
        count_anew(connection, table)
    return [f"The counts of {table} were wrong and are made anew" for table in wrong]
