"""Start `aware` from the command line or with `python -m aware_tui`."""

import sys


def main() -> int:
    """Run the command line and give its exit status; its language is settled before it is loaded."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from aware_tui.cli.streams import hold_streams

        hold_streams()
    from aware_tui.cli.speaking import speak

    speak(sys.argv[1:])
    from aware_tui.cli.main import run

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
