"""What is sold, at Stripe: the catalogue as it should be, as it is, and the way from one to the other."""
