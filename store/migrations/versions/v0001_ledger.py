"""The first ledger: incidents and their parts, their history, and what the bot itself remembers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first ledger."""
    op.create_table(
        "conversation",
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("thread", name="pk_conversation"),
    )
    op.create_table(
        "digest_run",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_ts", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_digest_run"),
    )
    op.create_index("ix_digest_run_begun_at", "digest_run", ["begun_at"])
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outside_ref", sa.Text(), nullable=True),
        sa.Column("import_key", sa.Text(), nullable=True),
        sa.Column("import_digest", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("logged_by", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("date_words", sa.Text(), nullable=True),
        sa.Column("time_of_day", sa.Time(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("distance_value", sa.Float(), nullable=True),
        sa.Column("distance_unit", sa.Text(), nullable=True),
        sa.Column("distance_origin", sa.Text(), nullable=True),
        sa.Column("distance_km", sa.Float(), nullable=True),
        sa.Column("duration_minutes", sa.BigInteger(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
        sa.UniqueConstraint("team", "import_key", name="uq_incident_team_import_key"),
        sa.UniqueConstraint("team", "outside_ref", name="uq_incident_team_outside_ref"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_first_day", "incident", ["first_day"])
    op.create_index("ix_incident_logged_at", "incident", ["logged_at"])
    op.create_index("ix_incident_outside_ref", "incident", ["outside_ref"])
    op.create_index("ix_incident_status_last_day_first_day", "incident", ["status", "last_day", "first_day"])
    op.create_table(
        "receipt",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team", "key", name="pk_receipt"),
    )
    op.create_table(
        "incident_area",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_area_incident_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "inferred", "position", name="pk_incident_area"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_area_name_incident_id", "incident_area", ["name", "incident_id"])
    op.create_table(
        "incident_platform",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_platform_incident_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "position", name="pk_incident_platform"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_platform_type_side_incident_id", "incident_platform", ["type", "side", "incident_id"])
    op.create_index("ix_incident_platform_variant_incident_id", "incident_platform", ["variant", "incident_id"])
    op.create_table(
        "incident_reporter",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_reporter_incident_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "position", name="pk_incident_reporter"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_reporter_name_incident_id", "incident_reporter", ["name", "incident_id"])
    op.create_table(
        "incident_source",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("url_key", sa.Text(), nullable=True),
        sa.Column("text_key", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_source_incident_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "position", name="pk_incident_source"),
    )
    op.create_index("ix_incident_source_url_key", "incident_source", ["url_key"])
    op.create_index("ix_incident_source_text_key", "incident_source", ["text_key"])
    op.create_table(
        "incident_state",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_state_incident_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "side", "position", name="pk_incident_state"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_state_side_code_incident_id", "incident_state", ["side", "code", "incident_id"])
    op.create_table(
        "revision",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_revision_incident_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("incident_id", "version", name="pk_revision"),
    )


def downgrade() -> None:
    """Drop all tables, the incidents after what refers to them."""
    for table in (
        "conversation",
        "digest_run",
        "receipt",
        "incident_area",
        "incident_platform",
        "incident_reporter",
        "incident_source",
        "incident_state",
        "revision",
        "incident",
    ):
        op.drop_table(table)
