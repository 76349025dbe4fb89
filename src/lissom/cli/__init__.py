"""The command line: reads flags and files, calls one function, prints what it returns. No rule or unit lives here."""
