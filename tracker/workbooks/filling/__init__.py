"""An office's own .xlsx, filled with the ledger's figures: everything that is not asked for stays byte for byte."""
