//! A file becomes lossless cells.
