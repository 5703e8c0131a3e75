"""Links that pay a commission: one small module for each network says what its links are made of. Pure."""
