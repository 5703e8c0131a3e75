"""From the creator's YAML to models: text, nodes with positions, records; every problem at once."""
