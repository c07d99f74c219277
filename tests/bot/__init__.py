"""Settings, composition, jobs, schedule, doctor and log."""
