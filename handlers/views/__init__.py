"""All Block Kit: values in, `{"text", "blocks"}` out."""
