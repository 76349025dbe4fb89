"""The command line: reads flags and files, calls one function, prints what it returns. No rule, unit or formula lives here."""
