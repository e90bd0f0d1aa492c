"""Tables as a database shares them out among its threads."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

BATCH = 8192  # rows


def in_batches(rows: Any) -> Any:
    """The rows cut into batches, without a copy: each thread takes a batch, and none a second one of a table
    that comes whole.
    """
    return pa.Table.from_batches(rows.to_batches(max_chunksize=BATCH), rows.schema)
