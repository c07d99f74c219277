"""Two indexes that answer counts by day, status and audience without reading the records themselves."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REST = ["time_of_day", "status", "precision", "team", "private", "channel"]


def upgrade() -> None:
    """The wider indexes in the place of the narrow ones."""
    op.drop_index("ix_incident_status_last_day_first_day", "incident")
    op.drop_index("ix_incident_first_day", "incident")
    op.create_index("ix_incident_last_days", "incident", ["last_day", "first_day", *REST])
    op.create_index("ix_incident_first_days", "incident", ["first_day", "last_day", *REST])


def downgrade() -> None:
    """The narrow ones again."""
    op.drop_index("ix_incident_last_days", "incident")
    op.drop_index("ix_incident_first_days", "incident")
    op.create_index("ix_incident_first_day", "incident", ["first_day"])
    op.create_index("ix_incident_status_last_day_first_day", "incident", ["status", "last_day", "first_day"])
