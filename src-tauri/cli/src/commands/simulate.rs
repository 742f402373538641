//! `rollcall simulate`: Wellhub on this computer, by itself, until it is interrupted. Its first line says how to reach it.

use std::time::Duration;

use rollcall_simulator::{Config, Simulator};

use super::Call;
use crate::args::Simulate;
use crate::documents::SimulateDocument;
use crate::exit::Exit;
use crate::interrupt;
use crate::output::print_document;
use crate::trouble::{Code, Trouble};
use crate::words::Say;

/// Runs the simulator.
pub async fn run(call: &Call, arguments: Simulate) -> Result<Exit, Trouble> {
    let out = call.out;
    let samples = arguments.samples.clone();
    let simulator = Simulator::start(config(arguments)).await.map_err(failed)?;
    let written = match samples {
        Some(folder) => simulator.write_samples(&folder).map_err(failed)?,
        None => Vec::new(),
    };
    print_document(&SimulateDocument {
        port: simulator.port(),
        client_id: simulator.client_id(),
        client_secret: simulator.client_secret(),
        tax_ids: simulator.tax_ids(),
    });
    out.progress(&out.say(Say::Simulating, &[&simulator.origin()]));
    for sample in written {
        let path = sample.path.display();
        out.progress(&out.say(Say::Sample, &[&path, &sample.intent.as_str(), &sample.what]));
    }
    interrupt::asked().await;
    simulator.stop().await;
    Ok(Exit::Done)
}

fn config(arguments: Simulate) -> Config {
    Config {
        port: arguments.port,
        people: arguments.people,
        companies: arguments.companies,
        identifier: arguments.identifier,
        seed: arguments.seed,
        speed: arguments.speed,
        token_lifetime: Duration::from_secs(arguments.token_lifetime),
        page_size: arguments.page_size,
        limits: arguments.limits.into(),
        state_file: arguments.state,
        ..Config::default()
    }
}

fn failed(error: impl std::fmt::Display) -> Trouble {
    Trouble::with(Code::Simulator, [error.to_string()])
}
