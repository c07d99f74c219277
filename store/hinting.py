"""Naming the index of a query on SQLite, which plans without knowing how long the rows of a table are."""

from typing import Any

from sqlalchemy.dialects.sqlite.base import SQLiteCompiler


class HintingCompiler(SQLiteCompiler):
    """SQLAlchemy writes the hints of a query for other databases; this writes `INDEXED BY …` behind the table."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        """The hint as it was given."""
        return text
