"""What is sold, put into words in the language of a reader: on pages, at the checkout, in messages."""
