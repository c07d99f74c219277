"""The ledger: records, filters, tables and the queries over them."""
