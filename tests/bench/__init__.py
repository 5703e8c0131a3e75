"""What things cost, as ratios of one run. Not part of the test suite: `make bench`."""
