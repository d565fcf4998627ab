"""The coaches: what an apology, a promise or a word of contradiction is made of, read by rules."""
