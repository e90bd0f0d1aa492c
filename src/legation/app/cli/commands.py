"""All commands of `legation`, in the order in which its help lists them."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.app.cli import (
    briefing,
    caring,
    checking,
    explaining,
    exporting,
    fetching,
    judging,
    keeping,
    lists,
    mcp,
    news,
    reading,
    serving,
    showing,
    watching,
)

HELP = """Legation reads the press about relations between states and keeps the record.

Start here:

    legation read samples/            read pages into a record (legation.db)

    legation timeline Казахстан Япония   what happened between two states

    legation show ID                  everything about one item, with the sentences that say it

States may be given as ISO codes (KAZ) or by name, in Russian or English. Lists are tables for people;
--json and --csv give them to machines."""

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.", is_eager=True)
    ] = False,
) -> None:
    if version:
        from legation.settings import version as running

        typer.echo(f"legation {running()}")
        raise typer.Exit


app.command()(reading.read)
app.command()(fetching.fetch)
app.command()(watching.watch)
app.command()(reading.claims)
app.command()(explaining.explain)
for listing in (*lists.COMMANDS, showing.show, showing.search):
    app.command()(listing)
app.add_typer(judging.judge, name="judge")
app.add_typer(judging.judgements, name="judgements")
app.command()(keeping.rebuild)
app.command()(keeping.merge)
app.command("import")(keeping.import_)
app.command()(keeping.info)
app.command()(caring.backup)
app.command()(caring.verify)
app.command()(caring.upgrade)
app.command()(caring.retry)
app.command()(exporting.export)
app.command()(briefing.brief)
app.command()(checking.check)
app.command()(mcp.mcp)
app.command()(news.news)
app.command()(serving.serve)
app.command()(keeping.demo)
