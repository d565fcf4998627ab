"""The method on paper: pocket card, desk card, poster and call form, as text, Markdown, HTML and PDF."""
