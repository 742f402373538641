//! The persisted state machine that drives a job.
