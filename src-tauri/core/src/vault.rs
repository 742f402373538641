//! Secrets and the database key.
