//! The demo: Wellhub simulated inside this process, its company kept between starts, with sample spreadsheets that match
//! it. It listens on this computer alone and ends with the app.

use std::path::PathBuf;
use std::sync::Arc;

use rollcall_core::desk::{DemoServer, Desk, DeskError};
use rollcall_core::employee::{Identifier, TaxId};
use rollcall_core::history::{Connection, Environment};
use rollcall_core::vault::Backend;
use rollcall_simulator::{Config, IdentifierKind, Sample, Simulator};
use tokio_util::sync::CancellationToken;

use crate::error::{CommandError, ErrorCode};
use crate::state::{AppState, blocking};

/// The file beside the samples that tells what they are.
const LIST: &str = "samples.json";

/// The demo, running.
#[derive(Debug)]
pub struct Demo {
    simulator: Simulator,
}

impl AppState {
    /// Starts the demo, once, and connects it. Its unfinished jobs go on.
    pub async fn start_demo(&self) -> Result<Connection, CommandError> {
        let desk = self.desk().await?;
        let mut demo = self.demo().lock().await;
        let simulator = match demo.take() {
            Some(running) => running.simulator,
            None => start(&desk).await?,
        };
        let server = server_of(&simulator)?;
        let connected = Arc::clone(&desk);
        let connection = blocking(move || Ok(connected.connect_demo(&server)?)).await?;
        write_samples(&desk, &connection, &simulator)?;
        *demo = Some(Demo { simulator });
        drop(demo);
        if desk.last_people(&connection)?.is_none() {
            desk.read_roster(&connection, &|_| {}, &CancellationToken::new())
                .await?;
        }
        self.resume(&desk, |is_demo| is_demo).await;
        Ok(connection)
    }

    /// Starts the demo where a connection is the demo's and it is not running: after a restart nobody should have to.
    pub async fn ensure_demo(&self, connection: &Connection) -> Result<(), CommandError> {
        let is_demo = connection.details.environment == Environment::Demo;
        if is_demo && self.demo().lock().await.is_none() {
            self.start_demo().await?;
        }
        Ok(())
    }
}

/// The sample spreadsheets as they were written last; none where the demo never ran.
pub fn samples(desk: &Desk) -> Vec<Sample> {
    let list = samples_folder(desk).join(LIST);
    let read = || serde_json::from_slice(&std::fs::read(list).ok()?).ok();
    let mut samples: Vec<Sample> = read().unwrap_or_default();
    samples.retain(|sample| sample.path.exists());
    samples
}

async fn start(desk: &Desk) -> Result<Simulator, CommandError> {
    // A session leaves nothing behind, so its demo begins anew each time.
    let kept = desk.backend() != Backend::Session;
    let folder = folder(desk);
    if kept {
        std::fs::create_dir_all(&folder)
            .map_err(|error| CommandError::of(ErrorCode::Internal).caused_by(&error))?;
    }
    let config = Config {
        state_file: kept.then(|| folder.join("company.json")),
        ..Config::default()
    };
    Simulator::start(config)
        .await
        .map_err(|error| CommandError::of(ErrorCode::NoNetwork).caused_by(&error))
}

fn folder(desk: &Desk) -> PathBuf {
    desk.data_dir().join("demo")
}

fn server_of(simulator: &Simulator) -> Result<DemoServer, DeskError> {
    let identifier = match simulator.config().identifier {
        IdentifierKind::Email => Identifier::Email,
        IdentifierKind::EmployeeId => Identifier::EmployeeId,
        IdentifierKind::NationalId => Identifier::NationalId,
        IdentifierKind::EmployeeIdAndNationalId => Identifier::EmployeeIdAndNationalId,
        IdentifierKind::MobileNumber => Identifier::MobileNumber,
    };
    let tax_id = simulator.tax_ids().into_iter().next().unwrap_or_default();
    Ok(DemoServer {
        company: simulator.company_name(),
        origin: simulator.origin().parse()?,
        client_id: simulator.client_id(),
        secret: simulator.client_secret().into(),
        identifier,
        company_tax_id: TaxId::from(tax_id),
    })
}

fn samples_folder(desk: &Desk) -> PathBuf {
    folder(desk).join("samples")
}

/// Writes the samples anew to match the roster, but not under the feet of an import that still needs them.
fn write_samples(
    desk: &Desk,
    connection: &Connection,
    simulator: &Simulator,
) -> Result<(), CommandError> {
    if desk.unfinished_import(connection)?.is_some() && !samples(desk).is_empty() {
        return Ok(());
    }
    let failed =
        |error: &dyn std::error::Error| CommandError::of(ErrorCode::Internal).caused_by(error);
    let folder = samples_folder(desk);
    let samples = simulator
        .write_samples(&folder)
        .map_err(|error| failed(&error))?;
    let json = serde_json::to_vec(&samples).map_err(|error| failed(&error))?;
    std::fs::write(folder.join(LIST), json).map_err(|error| failed(&error))
}
