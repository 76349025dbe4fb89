"""Lissom: the person and the prescription in, a sourced assessment of a muscle relaxant out."""
