"""A page to a text view with the place of every character in the source, its parts, and what it says of itself."""
