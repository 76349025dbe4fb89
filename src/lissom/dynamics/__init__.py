"""Numerics only: dose events -> amounts -> concentration -> effect. Knows no drug and no person.

Units inside, everywhere: hours, mg, litres, kg, mg/L. Arrays run [..., people] with people last, so that one step of
everybody is one pass over contiguous memory.
"""
