"""The command line: every ability of the desk has its command."""
