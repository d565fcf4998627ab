"""SMART goals: what they measure, how sure that is, and whether each letter holds. Pure."""
