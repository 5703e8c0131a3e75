"""A studio of one's own from a few answers: files that build, publish and pass their checks at once."""
