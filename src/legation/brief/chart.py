"""The picture of a brief: events a year, cooperation above the line and conflict below."""

from __future__ import annotations

from legation.brief.compose import Brief, words

SHADES = ["#2f6f8f", "#b5443a"]


def chart_of(brief: Brief) -> bytes:
    """A PNG, or nothing where fewer than two years have events. Drawn offline."""
    if len(brief.years) < 2:
        return b""
    import altair as alt
    import vl_convert

    said = words(brief.language)
    rows = [
        {"year": year, "n": n if kind == "cooperation" else -n, "kind": said[kind]}
        for year, good, bad in brief.years
        for kind, n in (("cooperation", good), ("conflict", bad))
    ]
    made = (
        alt.Chart(alt.InlineData(values=rows), width=560, height=150)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=said["year"]),
            y=alt.Y("n:Q", title=said["acts"], axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("kind:N", title=None, scale=alt.Scale(range=SHADES)).sort(
                [said["cooperation"], said["conflict"]]
            ),
        )
        .configure(font="DejaVu Sans")
    )
    drawn: bytes = vl_convert.vegalite_to_png(made.to_dict(), scale=2)
    return drawn
