"""The ledger and all else that the desk keeps. Plain and synchronous; no clock, no Slack, no network but the database.

Everything is a class over one open `Store`: `Ledger` (records, their history and standing), `Inbox` (what came in),
`Outbox` (what goes out), `Drafts`, `Cards` (where something is shown), `Channels`, `Workspaces`, `Subscriptions`,
`Feedback`. What they write inside one `with store.writing():` is kept together or not at all.
"""
