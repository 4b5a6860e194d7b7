"""The steps of a verification, a module each. `custody.verify` is their order."""
