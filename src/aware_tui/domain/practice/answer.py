"""What an answer does to a customer: gates, moods, facts, and what they say to it."""

from collections.abc import Iterator
from dataclasses import replace

from aware_tui.domain.practice.acts import (
    HARMFUL,
    HEARING,
    MOST_CREDITED,
    NEEDS_A_HEARING,
    Act,
    Ending,
    Happening,
)
from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.mood import HIGHEST, Effect, MoodTable, within
from aware_tui.domain.practice.moves import Did, Listen, sentences_in, written
from aware_tui.domain.practice.replies import Moment, reply_to
from aware_tui.domain.practice.revealing import revealed_by
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.language import _


def answer(
    scenario: Scenario, table: MoodTable, call: PracticeCall, move: Did | Listen, choice: str | None = None
) -> PracticeCall:
    """Return the call after the trainee has said something, or nothing although it was their turn."""
    turn = _Answer(scenario, table, call, move if isinstance(move, Did) else None, choice)
    turn.take()
    return turn.outcome(written(move) if choice is None else f"choice {choice}")


CROWD = 5
"""Good acts in one breath that are everything at once."""


class _Answer:
    """One answer being worked out; it begins with the call as it was and moves it on."""

    def __init__(
        self, scenario: Scenario, table: MoodTable, call: PracticeCall, move: Did | None, choice: str | None
    ) -> None:
        self.scenario, self.table, self.before, self.call = scenario, table, call, call
        self.move, self.choice = move or Did(()), choice
        self.silent = move is None
        self.acts: list[Act] = []
        self.events: list[Happening] = []
        self.why: list[str] = []
        self.revealed: tuple[str, ...] = ()
        self.safety = self.move.safety and scenario.safety

    def take(self) -> None:
        """Work it out: first what gets in the way, then act by act, then what it brings to light."""
        self._hear()
        for act in self._credited():
            self._do(act)
        if self.move.small_sorry:
            self._happen(Happening.SMALL_SORRY)
        if self.safety and not self.call.told:
            self._tell_truth()
        self._reveal()
        self._remember()
        self._count()
        self._end()

    def outcome(self, line: str) -> PracticeCall:
        """Return the call with this turn in it."""
        customer, replies = self._customer()
        lost = self.scenario.opening[self.before.beats :] if self._cut_off() else ()
        turn = Turn(
            number=len(self.before.turns) + 1,
            move=line,
            said=self.move.text,
            acts=tuple(self.acts),
            events=tuple(self.events),
            revealed=self.revealed,
            customer=customer,
            anger=self.call.anger,
            trust=self.call.trust,
            anger_change=round(self.call.anger - self.before.anger, 2),
            trust_change=round(self.call.trust - self.before.trust, 2),
            why=tuple(dict.fromkeys(self.why)),
            lost=lost,
            safety=self.call.told and not self.before.told,
            offer=self.move.offer if Act.OFFER_OPTION in self.acts else None,
            choice=self.choice,
            spoken=not self.silent,
        )
        return replace(self.call, replies=replies, turns=(*self.before.turns, turn))

    def _cut_off(self) -> bool:
        return not self.before.cut_off and self.before.beats < len(self.scenario.opening)

    def _hear(self) -> None:
        """Notice silence, a sentence said before, and being cut off."""
        if self.silent:
            self._happen(Happening.SILENCE)
            return
        said = sentences_in(self.move.text)
        if 2 * len(said & self.before.said) > len(said):
            self._happen(Happening.REPEATED)
        if self._cut_off() or self._unheard():
            self._happen(Happening.INTERRUPTED)
        self.call = replace(self.call, cut_off=self.call.cut_off or self._cut_off())

    def _remember(self) -> None:
        """Remember what was said, unless it came too soon to be heard: that may be said again."""
        if {Happening.INTERRUPTED, Happening.TOO_EARLY} & set(self.events):
            return
        self.call = replace(
            self.call,
            said=self.call.said | sentences_in(self.move.text),
            used=self.call.used | {self.choice} if self.choice else self.call.used,
        )

    def _unheard(self) -> bool:
        """Say whether a question, explanation or offer comes before they were heard."""
        if self.safety or any(self.before.did(act) for act in HEARING):
            return False
        acts = frozenset(self.move.acts)
        return not acts.isdisjoint(NEEDS_A_HEARING) and acts.isdisjoint(HEARING)

    def _credited(self) -> Iterator[Act]:
        """Yield the acts that count, in the order in which they work: three good ones, and all that harm."""
        acts = tuple(dict.fromkeys(self.move.acts))
        if self.move.small_sorry:  # a small sorry is not nothing
            acts = tuple(act for act in acts if act is not Act.OTHER)
        good = [act for act in acts if act not in HARMFUL][:MOST_CREDITED]
        if Happening.REPEATED in self.events or (self._crowded() and self.before.crowded):
            good = []
        counted = {*good, *(act for act in acts if act in HARMFUL)}
        yield from (act for act in Act if act in counted)

    def _do(self, act: Act) -> None:
        self.acts.append(act)
        times = self.call.counts.get(act, 0) + 1
        self.call = replace(self.call, counts={**self.call.counts, act: times})
        effect = self._effect(act)
        if effect is not None:
            self._feel(effect, 1 if act in HARMFUL else times)

    def _effect(self, act: Act) -> Effect | None:
        """Return what an act does to them here, after the gates it has to pass."""
        if act is Act.OFFER_OPTION:
            return self._offer()
        if act is Act.COMMIT:
            return self._commit()
        if act is Act.CONTRADICT and self.safety:
            return None  # the truth is told by itself, once
        if act in _SORRY and self._too_sorry():
            self._happen(Happening.TOO_SORRY)
            return None if act is Act.APOLOGISE_REAL else self._of(act)
        return self._of(act)

    def _of(self, act: Act) -> Effect:
        usual = self.table.acts[act]
        shift = self.scenario.mood.get(act)
        return usual if shift is None else usual.shifted(shift.anger, shift.trust)

    def _too_sorry(self) -> bool:
        return sum(self.call.counts.get(act, 0) for act in _SORRY) >= self.table.limits.apologies

    def _offer(self) -> Effect | None:
        option = self.scenario.options.get(self.move.offer or "")
        if option is None:
            self.why.append(_("What exactly you offer was not clear."))
            return None
        if option.cannot:
            self._happen(Happening.IMPOSSIBLE)
            self.why.append(_("It cannot be done: {cannot}.").format(cannot=option.cannot))
            return None
        if self.move.offer not in self.scenario.accept:
            self._happen(Happening.DECLINED)
            return None
        limits = self.table.limits
        calm = self.call.anger < limits.offer_anger and self.call.trust >= limits.offer_trust
        if not calm or Happening.INTERRUPTED in self.events:
            self._happen(Happening.TOO_EARLY)
            return None
        self._agree(self.move.offer, option.fix)
        return self._of(Act.OFFER_OPTION)

    def _agree(self, name: str | None, fix: float) -> None:
        """Take an option, unless a better one was taken before."""
        had = self.call.agreed
        if had is None or self.scenario.options[had].fix < fix:
            self.call = replace(self.call, agreed=name)
        self._happen(Happening.ACCEPTED)

    def _commit(self) -> Effect | None:
        if self.call.agreed is None:
            self._happen(Happening.NO_SAY)
            return None
        if self.before.agreed is None:
            self.why.append(_("They had not answered yet. Once they say yes, say what happens and by when."))
            return None
        if not self.call.committed:
            self._happen(Happening.CLOSED)
        self.call = replace(self.call, committed=True)
        return self._of(Act.COMMIT)

    def _tell_truth(self) -> None:
        """Tell what safety demands; among blame or rules nobody hears it."""
        if frozenset(self.acts) & HARMFUL - {Act.CONTRADICT}:
            return
        calm = HIGHEST - 0.01 if self.call.anger < HIGHEST else HIGHEST
        self.call = replace(self.call, told=True)
        self._feel(self.table.safety_told)
        self.call = replace(self.call, anger=min(self.call.anger, calm))

    def _reveal(self) -> None:
        if {Happening.INTERRUPTED, Happening.REPEATED} & set(self.events) or self._too_much_at_once():
            return
        self.revealed = revealed_by(self.scenario, self.call, self.acts, self.move.text)
        self.call = replace(self.call, known=(*self.call.known, *self.revealed))

    def _too_much_at_once(self) -> bool:
        """Say whether more was said in a breath than anybody can answer."""
        return len(set(self.move.acts) - HARMFUL) > MOST_CREDITED

    def _crowded(self) -> bool:
        """Say whether all of it was said at once: once that is heard in part, a second time not at all."""
        return len(set(self.move.acts) - HARMFUL) >= CROWD

    def _happen(self, event: Happening) -> None:
        self.events.append(event)
        self._feel(self.table.events[event])

    def _feel(self, effect: Effect, times: int = 1) -> None:
        """Move the mood: what does good does less each time, and a rise is as hot as they are."""
        anger = effect.anger / times if effect.anger < 0 else effect.anger * self.scenario.persona.temper
        trust = effect.trust / times if effect.trust > 0 else effect.trust
        self.call = replace(
            self.call, anger=within(self.call.anger + anger), trust=within(self.call.trust + trust)
        )
        if effect.told:
            self.why.append(effect.told)

    def _count(self) -> None:
        crowded = self.call.crowded + self._crowded()
        self.call = replace(self.call, answers=self.call.answers + 1, crowded=crowded)

    def _end(self) -> None:
        """See whether they leave, ask for somebody else, or have no more time."""
        call, persona = self.call, self.scenario.persona
        ending = None
        if call.anger >= HIGHEST or (persona.quiet and call.trust <= 0):
            ending = Ending.WALKED_AWAY
        elif self._asks_for_another():
            if call.warned:
                ending = Ending.ESCALATED
            else:
                self._happen(Happening.WARNED)
        elif call.answers >= persona.patience:
            ending = Ending.RESOLVED if call.committed else Ending.RAN_OUT
        warned = Happening.WARNED in self.events
        self.call = replace(self.call, warned=warned, ended=ending)

    def _asks_for_another(self) -> bool:
        """Say whether they have had enough of this agent: too angry, no trust, or one rule too many."""
        call, limits = self.call, self.table.limits
        quoted = Act.POLICY_QUOTE in self.acts and call.counts[Act.POLICY_QUOTE] >= limits.policies
        turned = not frozenset(self.acts).isdisjoint(_TURNS_IT) or (call.told and not self.before.told)
        unturned = call.warned and not turned
        return quoted or unturned or call.anger >= limits.warn_anger or call.trust <= 0

    def _customer(self) -> tuple[str, dict[int, int]]:
        """Return what they say, and how often each reply was used by now."""
        used = dict(self.before.replies)
        ending = self.call.ended
        if ending is not None and not (ending is Ending.RESOLVED and self.events):
            return self.scenario.endings.get(ending, self.table.endings[ending]), used
        moment = Moment(self.call, frozenset(self.acts), frozenset(self.events))
        place = reply_to(self.scenario.replies, moment, used)
        told = " ".join(self.scenario.facts[name].text for name in self.revealed)
        said = self._spoken(place, told)
        if place is not None and said is not told:
            used[place] = used.get(place, 0) + 1
        return f"{said} {told}".strip() if said != told else told, used

    def _spoken(self, place: int | None, told: str) -> str:
        """Return the reply's words; a reply without conditions is not put before an answer to a question."""
        line = next(
            (self.table.lines[each] for each in reversed(self.events) if each in self.table.lines), ""
        )
        if place is None:
            return told or line
        reply = self.scenario.replies[place]
        if reply.when.specificity:
            return reply.say
        return told or line or reply.say


_SORRY = (Act.APOLOGISE_REAL, Act.APOLOGISE_FAKE)

_TURNS_IT = frozenset(
    {Act.ACKNOWLEDGE, Act.APOLOGISE_REAL, Act.RESTATE, Act.INVITE_SOLUTION, Act.OFFER_OPTION, Act.COMMIT}
)
"""What turns somebody who has asked for somebody else; asking again does not."""
