"""The first screen: what is unfinished, due and half-documented."""
