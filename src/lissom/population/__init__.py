"""Bridges person, drug and mathematics: parameters for this person, virtual people like them, and the Forecast they give."""
