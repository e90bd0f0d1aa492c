"""The reference of commands and of the Python API: `python -m legation.app.cli.reference` makes it.

A test compares `docs/cli.md` and `docs/api.md` with what this gives.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

CLI_HEAD = """# Commands

Made from the code by `python -m legation.app.cli.reference`; a test keeps it true.

States may be given as ISO 3166 codes (`KAZ`) or by name in Russian or English; an unknown one is an error
with the nearest guesses. Every list has `--json` (with all evidence) and `--csv` (safe to open in a
spreadsheet). Exit codes: 0 all is well, 1 some page failed, 2 the command was asked amiss.
"""

API_HEAD = """# Python API

Made from the code by `python -m legation.app.cli.reference`; a test keeps it true. All structs are frozen;
dates are EDTF, states ISO 3166 alpha-3 codes; evidence counts characters of a document's text, end exclusive.
"""


def commands() -> str:
    """`docs/cli.md`."""
    from legation.app.cli.commands import app

    root = typer.main.get_command(app)
    return CLI_HEAD + "".join(_command(command, ["legation", name]) for name, command in _children(root))


def _children(group: Any) -> Iterator[tuple[str, Any]]:
    yield from getattr(group, "commands", {}).items()


def _command(command: Any, path: list[str]) -> str:
    if list(_children(command)):
        inner = "".join(_command(child, [*path, name]) for name, child in _children(command))
        return f"\n## {' '.join(path)}\n\n{_prose(command.help)}\n{inner}"
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(
        [*path, *(a.metavar or a.name.upper() for a in arguments), *(["[OPTIONS]"] if options else [])]
    )
    lines = [
        f"\n{'#' * (len(path) if len(path) > 2 else 2)} {' '.join(path)}\n",
        f"    {usage}\n",
        _prose(command.help),
    ]
    rows = [(a.metavar or a.name.upper(), getattr(a, "help", "") or "") for a in arguments]
    rows += [(", ".join(o.opts), o.help or "") for o in options]
    if rows:
        lines.append(
            "\n| | |\n| --- | --- |\n"
            + "".join(f"| `{name}` | {help} |\n" for name, help in rows).rstrip("\n")
        )
    return "\n".join(lines) + "\n"


def _prose(help: str | None) -> str:
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(help or ""))
    return "\n\n".join(f"    {p}" if p.startswith("legation ") else " ".join(p.split()) for p in paragraphs)


def api() -> str:
    """`docs/api.md`."""
    import legation
    from legation.record import resolved
    from legation.store import filters

    parts = [API_HEAD, f"\n```python\n{_example(legation.__doc__ or '')}\n```\n"]
    functions = [getattr(legation, n) for n in legation.__all__ if inspect.isfunction(getattr(legation, n))]
    parts += ["\n## Functions\n", *(_function(f, "legation.") for f in functions)]
    parts += [
        "\n## Record\n",
        _doc(legation.Record),
        *(_function(m, "record.") for m in _methods(legation.Record)),
    ]
    parts += ["\n## Filters\n\n", _doc(filters.Filters), "\n## Settings\n", _struct(legation.Settings)]
    parts.append("\n## What the record gives (`legation.record.resolved`)\n")
    parts += [_struct(thing) for thing in _structs(resolved)]
    return "".join(parts)


def _example(doc: str) -> str:
    return "\n".join(line[4:] for line in doc.splitlines() if line.startswith("    ") or not line).strip("\n")


def _methods(of: type) -> list[Any]:
    return [m for name, m in vars(of).items() if inspect.isfunction(m) and not name.startswith("_")]


def _structs(module: Any) -> list[Any]:
    found = [t for t in vars(module).values() if inspect.isclass(t) and t.__module__ == module.__name__]
    return sorted(found, key=lambda t: inspect.getsourcelines(t)[1])


def _function(function: Any, before: str) -> str:
    signature = inspect.signature(function)
    given = [_parameter(p) for name, p in signature.parameters.items() if name != "self"]
    usage = f"{function.__name__}({', '.join(given)}) -> {signature.return_annotation}"
    return f"\n### {before}{function.__name__}\n\n    {usage}\n\n{_doc(function)}"


def _parameter(parameter: inspect.Parameter) -> str:
    kind = parameter.kind
    stars = "*" if kind is parameter.VAR_POSITIONAL else "**" if kind is parameter.VAR_KEYWORD else ""
    named = f"{stars}{parameter.name}: {parameter.annotation}"
    if parameter.default is parameter.empty:
        return named
    default = parameter.default
    return (
        f"{named} = {default!r}"
        if isinstance(default, (str, int, float, type(None), tuple))
        else f"{named} = …"
    )


def _doc(thing: Any) -> str:
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(thing.__doc__ or ""))
    return "\n\n".join(" ".join(p.split()) for p in paragraphs) + "\n"


def _struct(thing: Any) -> str:
    fields = ", ".join(f"`{name}`" for name in thing.__struct_fields__)
    return f"\n### {thing.__name__}\n\n{_doc(thing)}\nFields: {fields}.\n"


def main() -> None:
    """Write both pages into a folder (`docs` unless told)."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    for name, made in (("cli.md", commands()), ("api.md", api())):
        (folder / name).write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
