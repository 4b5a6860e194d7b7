"""The review desk: a case in the browser of the person who works on it. A server for this machine alone."""
