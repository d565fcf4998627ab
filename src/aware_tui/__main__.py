"""Start `aware` from the command line or with `python -m aware_tui`."""


def main() -> int:
    """Run the command line and give its exit status."""
    from aware_tui.cli.main import run

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
