"""Ways to hand a document over to where a company keeps it."""
