"""Sentences made from the rows of one table each: uses, doses, products, benefits, harms, pairs, prices, disagreements.

Each module takes the rows of one medicine and says them; none adds a fact of its own.
"""
