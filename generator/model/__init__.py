"""What a studio sells, as frozen values that have been checked one by one. No I/O."""
