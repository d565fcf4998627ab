"""Practice on screen: choosing, the briefing, the call, its debrief, and progress."""
