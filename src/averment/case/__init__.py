"""A case on disk: originals and log (`custody`), an index that can be made anew from both, and the façade `Case`."""
