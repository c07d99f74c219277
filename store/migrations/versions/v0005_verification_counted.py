"""How well a record is borne out, in the indexes that hold what is counted: it came after they were made."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COUNTED = ["time_of_day", "status", "precision", "team", "private", "channel", "kind", "response"]
INDEXES = {
    "ix_incident_last_days": (["last_day", "first_day"], []),
    "ix_incident_first_days": (["first_day", "last_day"], []),
    "ix_incident_facts": (["id", "last_day", "first_day"], ["distance_km"]),
}


def upgrade() -> None:
    """The same with the verification behind the rest of what is counted."""
    _make([*COUNTED, "verification"])


def downgrade() -> None:
    """As they were."""
    _make(COUNTED)


def _make(counted: list[str]) -> None:
    for name, (first, last) in INDEXES.items():
        op.drop_index(name, "incident")
        op.create_index(name, "incident", [*first, *counted, *last])
