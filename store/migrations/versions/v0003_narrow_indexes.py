"""Indexes that hold what is counted, by day and by record, and a small one of what lasts: records are long to read."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = ["time_of_day", "status", "precision", "team", "private", "channel"]
AFTER = [*BEFORE, "kind", "response"]
LASTING = sa.text("last_day > first_day")


def upgrade() -> None:
    """The two by day with kind and response, one by record, and one of what lasts."""
    op.drop_index("ix_incident_last_days", "incident")
    op.drop_index("ix_incident_first_days", "incident")
    op.create_index("ix_incident_last_days", "incident", ["last_day", "first_day", *AFTER])
    op.create_index("ix_incident_first_days", "incident", ["first_day", "last_day", *AFTER])
    op.create_index("ix_incident_facts", "incident", ["id", "last_day", "first_day", *AFTER, "distance_km"])
    op.create_index(
        "ix_incident_lasting", "incident", ["last_day", "first_day"], sqlite_where=LASTING, postgresql_where=LASTING
    )
    op.create_index("ix_incident_source_incident_id_outlet", "incident_source", ["incident_id", "outlet"])


def downgrade() -> None:
    """The two by day as they were."""
    op.drop_index("ix_incident_source_incident_id_outlet", "incident_source")
    for name in ("ix_incident_last_days", "ix_incident_first_days", "ix_incident_facts", "ix_incident_lasting"):
        op.drop_index(name, "incident")
    op.create_index("ix_incident_last_days", "incident", ["last_day", "first_day", *BEFORE])
    op.create_index("ix_incident_first_days", "incident", ["first_day", "last_day", *BEFORE])
