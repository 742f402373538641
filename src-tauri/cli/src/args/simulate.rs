//! The arguments of `simulate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rollcall_simulator::{IdentifierKind, LimitKind};

/// `simulate`
#[derive(Debug, Args)]
pub struct Simulate {
    /// Port on 127.0.0.1; 0 takes any free one.
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// People on the roster.
    #[arg(long, value_name = "N", default_value_t = 1_200)]
    pub people: usize,
    /// Companies; more than one is a multi entity.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = at_least_one)]
    pub companies: usize,
    /// The eligibility identifier.
    #[arg(long, value_name = "IDENTIFIER", default_value = "employee-id")]
    pub identifier: IdentifierKind,
    /// The same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How much faster than real time its clock runs.
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = speed)]
    pub speed: f64,
    /// Life of an access token, in seconds of its clock.
    #[arg(long, value_name = "SECONDS", default_value_t = 3_600)]
    pub token_lifetime: u64,
    /// Rows in a page of a list.
    #[arg(long, value_name = "ROWS", default_value_t = 200, value_parser = at_least_one)]
    pub page_size: usize,
    /// How the documented limits are read.
    #[arg(long, value_enum, default_value_t = LimitReading::Fixed)]
    pub limits: LimitReading,
    /// A file that keeps its roster, jobs and credentials over a restart.
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// Write sample spreadsheets into this folder.
    #[arg(long, value_name = "DIR")]
    pub samples: Option<PathBuf>,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("give a whole number from 1".to_owned()),
    }
}

fn speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(factor) if factor.is_finite() && factor >= 0.0 => Ok(factor),
        _ => Err("give a number from 0, such as 1 or 20".to_owned()),
    }
}

/// How the simulator reads the documented limits.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LimitReading {
    /// Counters that start anew with each full minute and second.
    Fixed,
    /// Any 60 seconds and any one second.
    Sliding,
    /// A bucket that refills.
    Bucket,
    /// None.
    Off,
}

impl From<LimitReading> for LimitKind {
    fn from(reading: LimitReading) -> Self {
        match reading {
            LimitReading::Fixed => Self::FixedWindow,
            LimitReading::Sliding => Self::SlidingWindow,
            LimitReading::Bucket => Self::Bucket,
            LimitReading::Off => Self::Off,
        }
    }
}
