"""The command line: one file a group of commands, each a thin door to the package."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Runs `legation`; what goes wrong on purpose is one clear line on standard error and exit code 2."""
    from legation.app.cli.commands import app
    from legation.app.cli.output import complain
    from legation.errors import LegationError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name may hold what no encoding can write
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except LegationError as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
