"""Playbooks: read strictly, checked, merged, kept."""
