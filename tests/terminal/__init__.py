"""Tests that sit down at a real terminal."""
