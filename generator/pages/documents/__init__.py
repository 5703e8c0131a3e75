"""Pages that stand alone: no menu, no script, their style inside them. A buyer opens them from a message."""
