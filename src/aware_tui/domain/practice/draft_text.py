"""The text of a draft: a scenario that can be played as it is, with every sentence still to be written."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from aware_tui.domain.practice.acts import HARMFUL, Act
from aware_tui.domain.practice.happened import Done
from aware_tui.domain.states import ApologySize


@dataclass(frozen=True, slots=True)
class Bones:
    """What is kept of a session: nothing that anybody said."""

    scenario_id: str
    category_id: str
    """Empty if there is none, as with what it is called and with the cause."""
    category: str
    """As the playbook calls it."""
    cause: str
    mood_start: int | None
    mood_end: int | None
    anger: float
    size: ApologySize
    safety: bool
    done: tuple[Done, ...]
    remedy: str
    """The way to put it right that was chosen, if its words tell nothing of anybody."""


@dataclass(frozen=True, slots=True)
class Row:
    """A choice of the draft, before anybody has written it."""

    id: str
    acts: str
    what: str
    when: str = ""
    more: str = ""


_ALWAYS = (
    Row("ack", "acknowledge", "name what it was like for them"),
    Row("sorry", "apologise_real", "an apology that owns it"),
    Row("openq", "probe_open", "an open question"),
    Row("closed", "probe_closed", "ask for a fact", "acts: [acknowledge, probe_open]"),
    Row("back", "restate", "say back what they said", "known: [story]"),
    Row("invite", "invite_solution", "ask what would put it right", "acts: [restate, apologise_real]"),
    Row("taken", "offer_option", "offer it", "acts: [invite_solution], agreed: false", "offers: taken"),
    Row("commit", "commit", "exactly what, and by when", "agreed: true"),
    Row("less", "offer_option", "offer too little", "acts: [invite_solution], agreed: false", "offers: less"),
    Row("never", "offer_option", "offer it", "acts: [invite_solution], agreed: false", "offers: never"),
    Row("early", "commit", "settle it over their heads", "acts: [restate], agreed: false"),
    Row("reason", "explain", "a reason from our side"),
    Row("their_fault", "blame", "put it on them, as a tired agent would", "", "trap: true"),
    Row("rule", "policy_quote", "read out a rule", "acts: [acknowledge, probe_open, blame]", "trap: true"),
    Row("rule_again", "policy_quote", "another rule", "acts: [restate, invite_solution]", "trap: true"),
    Row("if_sorry", "apologise_fake", "an apology with an “if”", "acts: [probe_open, explain]", "trap: true"),
    Row("soon", "vague_promise", "something soft, and soon", "acts: [invite_solution]", "trap: true"),
    Row("wrong", "contradict", "tell them flatly that they are wrong", "known: [story]", "trap: true"),
)
_TRUTH = Row(
    "truth", "contradict", "the truth, kindly and plainly", "known: [story], safety: false", "safety: true"
)

_HEARING = ("ack", "sorry")
_WIDENING = ("openq", "truth", "back", "invite")
_CLOSING = ("taken", "commit")
"""The model's choices in the three parts of a call; inside each the order is that of the session."""

_REPLIES = (
    ("events: [interrupted]", "they were cut off"),
    ("events: [too_early]", "a good offer, too early"),
    ("events: [declined]", "an offer that does not help"),
    ("events: [impossible]", "an offer that cannot be kept"),
    ("events: [accepted]", "they take it"),
    ("events: [no_say]", "a plan they had no say in"),
    ("events: [closed]", "it is settled"),
    ("events: [silence]", "nobody answers them"),
    ("events: [warned]", "they ask for somebody else"),
    ("acts: [acknowledge]", "they feel heard"),
    ("acts: [apologise_real]", "a real apology"),
    ("acts: [apologise_fake]", "an apology that took itself back"),
    ("acts: [restate]", "they hear it said back"),
    ("acts: [invite_solution]", "they say what they want"),
    ("acts: [vague_promise]", "a soft promise"),
    ("acts: [blame]", "it was put on them"),
    ("acts: [policy_quote]", "a rule instead of help"),
    ("acts: [contradict]", "they are told that they are wrong"),
)


def draft_text(bones: Bones) -> str:
    """Return the file of a draft."""
    return "\n".join([*_remarks(bones), *_head(bones), *_middle(bones), *_end(bones), ""])


def _todo(what: str) -> str:
    return json.dumps(f"TODO: {what}", ensure_ascii=False)


def _remarks(bones: Bones) -> Iterator[str]:
    yield "# Drafted from a call that was lived through: its bones, and none of its words. Write every to-do"
    yield "# in words of your own, about somebody you make up. Nothing may come back that tells who it was."
    yield f"# What was done, in this order: {', '.join(bones.done) or 'nothing is ticked'}."
    if bones.category:
        yield f"# What it was about: {bones.category}."
    if bones.cause:
        yield f"# The cause: {bones.cause}."
    moods = [
        f"{mood} of 5 at the {end}"
        for mood, end in ((bones.mood_start, "start"), (bones.mood_end, "end"))
        if mood is not None
    ]
    if moods:
        yield f"# Their mood: {', '.join(moods)}."
    yield "# Then: aware scenario offer FILE"


def _head(bones: Bones) -> Iterator[str]:
    yield "schema: 1"
    yield f"id: {bones.scenario_id}"
    yield f"title: {_todo('a title')}"
    yield f"industry: {_todo('your trade, in a word')}"
    if bones.category_id:
        yield f"categories: [{json.dumps(bones.category_id)}]"
    yield "level: 2"
    yield f"about: {_todo('two or three sentences, what an agent can know before the call')}"
    yield f"may: [{_remedy(bones)}]"
    yield f"may_not: [{_todo('what nobody may offer')}]"
    yield f"twist: {_todo('what is behind it, told only at the end')}"
    name = _todo("a name that you make up")
    yield f"persona: {{name: {name}, anger: {bones.anger:g}, trust: 3, temper: 1.1, patience: 12}}"
    yield "opening:"
    for what in ("the first sentence, out of breath", "what it did to their day", "what they want to hear"):
        yield f"  - {_todo(what)}"
    yield f"apology: {bones.size}"


def _remedy(bones: Bones) -> str:
    return json.dumps(bones.remedy, ensure_ascii=False) if bones.remedy else _todo("what was agreed")


def _middle(bones: Bones) -> Iterator[str]:
    yield "facts:"
    yield f"  story: {{text: {_todo('what happened, as they tell it')}, revealed_by: [probe_open]}}"
    yield f"  cost: {{text: {_todo('what it cost them')}, revealed_by: [probe_open, probe_closed]}}"
    yield "need: [story, cost]"
    yield "options:"
    cue = _todo("a word that offers it")
    yield f"  taken: {{cue: [{cue}], fix: 1.0, say: {_remedy(bones)}}}"
    yield f"  less: {{cue: [{_todo('a word for less')}], fix: 0.2, say: {_todo('what helps only a little')}}}"
    why = _todo("why it cannot be done")
    yield f"  never: {{cue: [{_todo('a word for what cannot be')}], fix: 0, cannot: {why}}}"
    yield "accept: [taken]"
    if bones.safety:
        yield "mistaken:"
        yield f"  belief: {_todo('what they have wrong')}"
        yield f"  truth: {_todo('what they must know to be safe')}"
        yield "  safety: true"
        yield f"  truth_cue: [{_todo('a word that tells it')}]"
    yield "choices:"
    for row in _rows(bones):
        yield from _choice(row, bones)


def _rows(bones: Bones) -> Iterator[Row]:
    for row in _ALWAYS:
        if row.id == "back" and bones.safety:
            yield _TRUTH
        yield row


def _choice(row: Row, bones: Bones) -> Iterator[str]:
    act = Act(row.acts)
    done = " # done in that call" if act in bones.done and act in HARMFUL else ""
    yield f"  - id: {row.id}{done}"
    yield f"    say: {_todo(f'{row.what} ({row.id})')}"
    yield f"    acts: [{row.acts}]"
    for line in (f"when: {{{row.when}}}" if row.when else "", row.more):
        if line:
            yield f"    {line}"
    yield f"    feedback: {_todo(f'what it does to them ({row.id})')}"


def _end(bones: Bones) -> Iterator[str]:
    yield "replies:"
    for when, what in _REPLIES:
        yield f"  - {{when: {{{when}}}, say: {_todo(what)}}}"
    yield f"  - {{say: {_todo('anything else')}}}"
    yield from _later(bones)
    yield f"model: [{', '.join(_model(bones))}]"
    yield f"rubric: {{weights: {{}}, fatal: [{'safety_truth' if bones.safety else ''}]}}"
    yield "endings:"
    for ending, what in (
        ("resolved", "their last words"),
        ("walked_away", "how they hang up"),
        ("ran_out", "how they have to go"),
        ("escalated", "how they are put through"),
    ):
        yield f"  {ending}: {_todo(what)}"
    yield "source: from-session"


def _later(bones: Bones) -> Iterator[str]:
    yield "later:"
    yield f"  story: {_todo('what went wrong after the call')}"
    yield "  replies:"
    for after, what in (
        ("check_delegate", "what whoever had the work says"),
        ("check_customer, check_delegate", "what they say to the truth"),
        ("check_customer", "what they say to a call without news"),
    ):
        yield f"    - {{when: {{after: [{after}]}}, say: {_todo(what)}}}"
    yield "  ways:"
    cause = (
        f"look for the system behind it; there it was: {bones.cause}"
        if bones.cause
        else "look for the system"
    )
    for deed, right, wrong in (
        ("check_customer", "ring them with the truth, in time", "wait until they ring"),
        ("root_cause", cause, "name a person"),
    ):
        yield f"    {deed}:"
        for way, what, mark in (("well", right, "right: true, "), ("badly", wrong, "")):
            feedback = _todo(f"what came of it ({deed}, {way})")
            yield f"      - {{id: {way}, say: {_todo(what)}, {mark}feedback: {feedback}}}"


def _model(bones: Bones) -> Iterator[str]:
    """Yield the good run: in each part of the call what was done there in the order of the session."""
    acts = {row.id: Act(row.acts) for row in _rows(bones)}
    for part in (_HEARING, _WIDENING, _CLOSING):
        there = [name for name in part if name in acts]
        place = {name: bones.done.index(acts[name]) for name in there if acts[name] in bones.done}
        if part is _CLOSING:
            place = {}
        yield from sorted(there, key=lambda name: place.get(name, len(bones.done) + there.index(name)))
