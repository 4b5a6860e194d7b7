"""The parts of a bag, a module each. `custody.seal` is the order in which they are made."""
