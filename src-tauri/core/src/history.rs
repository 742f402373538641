//! SQLite history, encrypted.
