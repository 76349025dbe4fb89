"""The drug as a thing: what a name means, what is in a product, what it is sold as. Knows no person."""
