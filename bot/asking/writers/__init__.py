"""Writers: one function for each operation, from the rows that were fetched to a sentence, a value and notes."""
