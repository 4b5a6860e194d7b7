"""What a case can be handed over as, a module each: files, made of values."""
