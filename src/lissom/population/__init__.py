"""Bridges person, drug and mathematics: parameters for this person, virtual people, and the Forecast they give."""
