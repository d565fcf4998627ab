"""Every command by its name; what a command needs is imported when it is asked for."""

from __future__ import annotations  # argparse is loaded for a start with words alone

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def today(args: Namespace) -> int:
    """Open the app on Today."""
    from aware_tui.cli.screen import open_today

    return open_today(args)


def live(args: Namespace) -> int:
    """Open the app in a live call."""
    from aware_tui.cli.screen import open_live

    return open_live(args)


def demo(args: Namespace) -> int:
    """Open the app on sample data."""
    from aware_tui.cli.screen import open_demo

    return open_demo(args)


def sessions(args: Namespace) -> int:
    """List sessions."""
    from aware_tui.cli.sessions import show_list

    return show_list(args)


def session(args: Namespace) -> int:
    """Read one session."""
    from aware_tui.cli.sessions import show_one

    return show_one(args)


def follow_ups(args: Namespace) -> int:
    """List what is promised and what is to be checked."""
    from aware_tui.cli.follow_ups import show_queue

    return show_queue(args)


def promise(args: Namespace) -> int:
    """Say what became of a promise or a check."""
    from aware_tui.cli.marking import mark

    return mark(args)


def insights(args: Namespace) -> int:
    """Say what keeps happening."""
    from aware_tui.cli.insights import show

    return show(args)


def take_in(args: Namespace) -> int:
    """Take in past complaints or feedback."""
    from aware_tui.cli.importing import take_in as run

    return run(args)


def export(args: Namespace) -> int:
    """Write everything out."""
    from aware_tui.cli.exporting import write_out

    return write_out(args)


def apology(args: Namespace) -> int:
    """Read an apology."""
    from aware_tui.cli.coaching import read_apology

    return read_apology(args)


def promise_check(args: Namespace) -> int:
    """Check a promise."""
    from aware_tui.cli.coaching import check_promise

    return check_promise(args)


def practice(args: Namespace) -> int:
    """Practise on a scenario."""
    from aware_tui.cli.practice import practise

    return practise(args)


def check_scenarios(args: Namespace) -> int:
    """Check scenarios."""
    from aware_tui.cli.scenarios import check

    return check(args)


def draft_scenario(args: Namespace) -> int:
    """Draft a scenario from a session."""
    from aware_tui.cli.scenarios import draft

    return draft(args)


def scrub_scenario(args: Namespace) -> int:
    """Show what must still go from a draft."""
    from aware_tui.cli.scenarios import scrub

    return scrub(args)


def offer_scenario(args: Namespace) -> int:
    """Offer a scenario to everybody here."""
    from aware_tui.cli.scenarios import offer

    return offer(args)


def assign(args: Namespace) -> int:
    """Write an assignment."""
    from aware_tui.cli.instructing import write_assignment

    return write_assignment(args)


def do_assignment(args: Namespace) -> int:
    """Take an assignment in, and practise it."""
    from aware_tui.cli.instructing import take_up

    return take_up(args)


def hand_in(args: Namespace) -> int:
    """Write a result file."""
    from aware_tui.cli.instructing import write_results

    return write_results(args)


def check_results(args: Namespace) -> int:
    """Check result files."""
    from aware_tui.cli.team import check

    return check(args)


def collect_results(args: Namespace) -> int:
    """Check result files, and keep them."""
    from aware_tui.cli.team import collect

    return collect(args)


def show_team(args: Namespace) -> int:
    """Show the team picture."""
    from aware_tui.cli.team import show

    return show(args)


def list_playbooks(args: Namespace) -> int:
    """List playbooks."""
    from aware_tui.cli.playbooks import show_list

    return show_list(args)


def show_playbook(args: Namespace) -> int:
    """Read a playbook."""
    from aware_tui.cli.playbooks import show_one

    return show_one(args)


def check_playbook(args: Namespace) -> int:
    """Check a playbook."""
    from aware_tui.cli.playbooks import check

    return check(args)


def new_playbook(args: Namespace) -> int:
    """Begin a playbook."""
    from aware_tui.cli.new_content import playbook

    return playbook(args)


def new_scenario(args: Namespace) -> int:
    """Begin a practice call."""
    from aware_tui.cli.new_content import scenario

    return scenario(args)


def card(args: Namespace) -> int:
    """Put the method on paper."""
    from aware_tui.cli.cards import print_card

    return print_card(args)


def doctor(args: Namespace) -> int:
    """Say what is wrong here."""
    from aware_tui.cli.doctor import show

    return show(args)


def goals(args: Namespace) -> int:
    """List goals."""
    from aware_tui.cli.goals import show_list

    return show_list(args)


def add_goal(args: Namespace) -> int:
    """Make a goal."""
    from aware_tui.cli.goals import add

    return add(args)


def show_goal(args: Namespace) -> int:
    """Show a goal."""
    from aware_tui.cli.goals import show_one

    return show_one(args)


def end_goal(args: Namespace) -> int:
    """End a goal."""
    from aware_tui.cli.goals import end

    return end(args)


def serve(args: Namespace) -> int:
    """Open the app in a browser."""
    from aware_tui.cli.serving import serve as run

    return run(args)


def settings(args: Namespace) -> int:
    """Tell every setting."""
    from aware_tui.cli.settings import show

    return show(args)


def set_setting(args: Namespace) -> int:
    """Write one setting."""
    from aware_tui.cli.settings import set_one

    return set_one(args)


def list_keys(args: Namespace) -> int:
    """List actions and their keys."""
    from aware_tui.cli.settings import show_keys

    return show_keys(args)


def example_settings(args: Namespace) -> int:
    """Print a settings file to begin with."""
    from aware_tui.cli.settings import show_example

    return show_example(args)


def completions(args: Namespace) -> int:
    """Print what a shell needs to complete words."""
    from aware_tui.cli.completions import show

    return show(args)
