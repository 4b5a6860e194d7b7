"""What the page of one claim shows: its sides, pictures, what is near to it, what was decided, what became of it."""
