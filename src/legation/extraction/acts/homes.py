"""Whose side a person is on: read off the office or origin that stands beside the name anywhere in the
document.
"""

from __future__ import annotations

from legation.extraction.acts.origins import called, heading, titled, told_outright
from legation.extraction.acts.stations import stationed
from legation.extraction.scene import LEADING, Scene
from legation.record import Mention
from legation.vocabulary.acts import acts
from legation.vocabulary.allegiance import town_state
from legation.vocabulary.leaders import side_of
from legation.vocabulary.siding import siding

NEAR = 4  # tokens before a name in which a body of several states is looked for
REACH = 12  # tokens before a name in which its office is looked for


def homes(scene: Scene) -> dict[str, str]:
    """Person's name → ISO code of the side, for the persons whose mentions carry none; worked out once a
    scene.
    """
    known: dict[str, str] | None = scene.__dict__.get("_homes")
    if known is None:
        known = scene.__dict__["_homes"] = _homes(scene)
    return known


def officials(scene: Scene) -> frozenset[str]:
    """The persons beside whose name the document puts an office somewhere; worked out once a scene."""
    known: frozenset[str] | None = scene.__dict__.get("_officials")
    if known is None:
        found = {m.name for m in scene.mentions if m.kind == "person" and _has_office(scene, m)}
        known = scene.__dict__["_officials"] = frozenset(found)
    return known


def _has_office(scene: Scene, mention: Mention) -> bool:
    tokens = scene.markup.tokens
    words = acts().words("officials")
    sentence = scene.markup.sentences[scene.markup.sentence_of[mention.first]]
    for number in range(mention.first - 1, max(sentence.first, mention.first - REACH) - 1, -1):
        token = tokens[number]
        if token.lemma in words:
            return True
        if token.pos == "VERB" or token.text in (",", ".", ";", ":", "(", ")"):
            break
    after = tokens[mention.last : min(sentence.last, mention.last + 5)]
    return bool(after) and after[0].text in (",", "—", "–") and any(t.lemma in words for t in after[1:])


def _of_the_text(scene: Scene, mention: Mention) -> str:
    """For «президент X» without a state, the state that the passage is about; not where a body or a place
    stands with the office («посол Евросоюза», «губернатор Юты»).
    """
    tokens = scene.markup.tokens
    sentence = scene.markup.sentences[scene.markup.sentence_of[mention.first]]
    about = scene.leading.get(sentence.passage, "")
    plain = True  # nothing but «государства», «правительства» stands with the office
    for number in range(mention.first - 1, max(sentence.first, mention.first - REACH) - 1, -1):
        token = tokens[number]
        if scene.mention_at(number) is not None or token.pos not in ("NOUN", "ADJ", "CCONJ"):
            return ""
        if token.lemma in siding("of_washington") and "USA" in {state for state, _ in scene.states_told}:
            return "USA"
        if token.lemma in acts().words("officials"):
            before = scene.mention_at(number - 1) if number > sentence.first else None
            if before is not None:
                return ""
            abroad = number > sentence.first and tokens[number - 1].lemma in siding("of_several_states")
            return about or (scene.focus.get(sentence.passage, "") if plain and not abroad else "")
        plain = plain and token.lemma in siding("governed")
    return ""


def _homes(scene: Scene) -> dict[str, str]:
    found: dict[str, dict[str, int]] = {}

    def vote(name: str, state: str) -> None:
        of_name = found.setdefault(name, {})
        of_name[state] = of_name.get(state, 0) + 1

    people = [mention for mention in scene.mentions if mention.kind == "person"]
    for mention in people:
        named = mention.how in ("name", "surname")
        state = mention.state or (named and (_before(scene, mention) or _after(scene, mention)))
        if state:
            vote(mention.name, state)
    for name, state in (*told_outright(scene), *heading(scene)):
        vote(name, state)
    known = _most_told(found)
    for name, state in titled(scene, {m.name for m in people if m.name not in known}):
        vote(name, state)
    known = _most_told(found)
    for name, state in called(scene, {m.name for m in people if m.name not in known}, known):
        vote(name, state)
    known = _most_told(found)
    for name, state in stationed(scene, known):
        vote(name, state)
    known = _most_told(found)
    of_bodies = _bodies(scene)
    for mention in people:
        if mention.name not in known and mention.name not in of_bodies and mention.how in ("name", "surname"):
            year = _year_told(scene, mention)
            state = side_of(mention.name.split(), year, _has_office(scene, mention))
            passage = scene.markup.passage_of(mention.first)
            if state and state not in scene.dyads.get(passage, ()):
                vote(mention.name, state)
    known = _most_told(found)
    for mention in people:
        if mention.name not in known and mention.how == "name" and (state := _of_the_text(scene, mention)):
            vote(mention.name, state)
    known = _most_told(found)
    met: set[str] = set()
    for mention in people:
        if mention.name not in met and mention.name not in known and mention.name not in of_bodies:
            met.add(mention.name)
            if state := _introduced(scene, mention):
                vote(mention.name, state)
    return _most_told(found)


def _introduced(scene: Scene, mention: Mention) -> str:
    """The state that a passage is about, for whom it introduces in a sentence that names no other; the one
    that a text tells of where it tells of one alone.
    """
    if len(scene.states_told) == 1 and scene.states_told[0][1] >= LEADING:
        return scene.states_told[0][0]
    markup = scene.markup
    sentence = markup.sentences[markup.sentence_of[mention.first]]
    state = scene.focus.get(sentence.passage, "")
    before = scene.markup.lemmas[max(sentence.first, mention.first - NEAR) : mention.first]
    if not siding("of_several_states").isdisjoint(before):  # «европейский комиссар X»
        return ""
    near = scene.mentions_between(sentence.first, sentence.last)
    told = {m.state or m.name for m in near if m.kind != "person" and m.how != "outlet"}
    return state if state and state in told and len({m.state for m in near if m.state}) == 1 else ""


def _year_told(scene: Scene, mention: Mention) -> int:
    """The year of which the sentence of a mention tells, else that in which the text was published."""
    told = next((year for year in scene.markup.years_told(mention.first) if year.isdecimal()), "")
    return int(told) if told else scene.markup.year_of(mention.first)


def serving(scene: Scene) -> dict[str, str]:
    """Person's name → the body that the office beside it is of, where that is of no state; worked out once a
    scene.
    """
    known: dict[str, str] | None = scene.__dict__.get("_serving")
    if known is None:
        of_office = officials(scene)
        known = scene.__dict__["_serving"] = {n: b for n, b in _bodies(scene).items() if n in of_office}
    return known


def _bodies(scene: Scene) -> dict[str, str]:
    """Person's name → the body of no state that stands before it in one of its places; worked out once."""
    known: dict[str, str] | None = scene.__dict__.get("_bodies")
    if known is None:
        told = ((m.name, _body_of(scene, m)) for m in scene.mentions if m.kind == "person")
        known = scene.__dict__["_bodies"] = {name: body for name, body in told if body}
    return known


def _body_of(scene: Scene, mention: Mention) -> str:
    """«генеральный секретарь ООН X»: who serves all states stands for none, whatever they held."""
    tokens = scene.markup.tokens
    sentence = scene.markup.sentences[scene.markup.sentence_of[mention.first]]
    for number in range(mention.first - 1, max(sentence.first, mention.first - REACH) - 1, -1):
        other = scene.mention_at(number)
        if tokens[number].pos == "VERB" or tokens[number].text in (",", ".", ";", ":", "(", ")"):
            return ""
        if other is not None and other.kind == "body" and not other.state:
            return other.name
    return ""


def _most_told(votes: dict[str, dict[str, int]]) -> dict[str, str]:
    return {name: min(counts, key=lambda state: (-counts[state], state)) for name, counts in votes.items()}


def _for_people(lemma: str) -> bool:
    return lemma in acts().words("people") or lemma in siding("nationals") or lemma in siding("stations")


def _state_at(scene: Scene, number: int) -> str:
    mention = scene.mention_at(number)
    return mention.state if mention is not None and mention.kind != "person" else ""


def _before(scene: Scene, mention: Mention) -> str:
    """«президент США Барак Обама», «японский премьер Кан», «россиянин Дринкман»."""
    tokens = scene.markup.tokens
    sentence = scene.markup.sentences[scene.markup.sentence_of[mention.first]]
    state = ""
    for number in range(mention.first - 1, max(sentence.first, mention.first - REACH) - 1, -1):
        token = tokens[number]
        if token.pos == "VERB" or token.text in (",", ".", ";", ":", "(", ")") or token.pos == "CCONJ":
            break
        other = scene.mention_at(number)
        if other is not None and other.kind == "person":
            break
        if (
            other is not None
            and other.how == "demonym"
            and all(tokens[n].lemma in siding("naming_words") for n in range(number + 1, mention.first))
        ):
            return other.state
        if number == mention.first - 1 and token.pos == "NOUN" and town_state(token.lemma):
            return town_state(token.lemma)  # «москвич Титов»
        if token.pos == "NOUN" and _for_people(token.lemma):
            for back in (number - 1, number - 2):
                if not state and back >= sentence.first and tokens[back].pos == "ADJ":
                    state = _state_at(scene, back)
            if state or _state_at(scene, number):
                return state or _state_at(scene, number)
        state = _state_at(scene, number) or state
    return ""


def _after(scene: Scene, mention: Mention) -> str:
    """«Энда Кенни, премьер-министр Ирландии»."""
    tokens = scene.markup.tokens
    sentence = scene.markup.sentences[scene.markup.sentence_of[mention.first]]
    at = mention.last
    if at + 2 >= sentence.last or tokens[at].text not in (",", "—", "–", "-"):
        return ""
    office = False
    for number in range(at + 1, min(sentence.last, at + 8)):
        token = tokens[number]
        if token.pos in ("VERB", "PRON") or token.text in (",", ";", "."):
            return ""
        other = scene.mention_at(number)
        if other is not None and other.kind == "person":
            return ""
        state = _state_at(scene, number)
        office = office or _for_people(token.lemma)
        if office and state:
            return state
        if state and number + 1 < sentence.last and tokens[number + 1].lemma in acts().words("people"):
            return state
    return ""
