"""Modals: opened at once and filled when the database has answered; what is submitted is checked before it is kept."""
