"""The reader, from page layout to drafts."""
