"""The live call."""
