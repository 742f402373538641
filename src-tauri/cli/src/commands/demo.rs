//! `rollcall demo`: the whole main job against a simulated Wellhub, told step by step. Nothing of it leaves this computer,
//! and nothing outlasts it but the sample spreadsheets where a data folder was named.

use std::path::Path;

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Asked, DemoServer, Desk, ImportChoices, Opening, SubmitOrder, Tokens};
use rollcall_core::employee::{Identifier, TaxId};
use rollcall_core::history::{Connection, JobLane, JobStatistics, OpId};
use rollcall_core::plan::{Counts, SavedPlan};
use rollcall_core::roster::Intent;
use rollcall_core::sheet::Watch;
use rollcall_core::submission::Until;
use rollcall_core::vault::Preference;
use rollcall_core::wellhub::Origin;
use rollcall_simulator::{Config, Sample, SampleIntent, Simulator};
use uuid::Uuid;

use super::Call;
use crate::args::Demo;
use crate::documents::DemoDocument;
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::print_document;
use crate::planning;
use crate::sending::{Sent, send};
use crate::telling;
use crate::trouble::{Code, Trouble};
use crate::words::Say;

/// How much faster than real time Wellhub's own work runs; Rollcall keeps the documented limits all the same.
const SPEED: f64 = 5.0;

/// Plays the main job.
pub async fn run(call: &Call, arguments: &Demo) -> Result<Exit, Trouble> {
    let out = call.out;
    let interrupt = Interrupt::listen(out);
    let folder = tempfile::tempdir().map_err(failed)?;
    let samples = match &call.data_dir {
        Some(kept) => kept.join("samples"),
        None => folder.path().join("samples"),
    };
    let simulator = Simulator::start(config(arguments.people))
        .await
        .map_err(failed)?;
    let written = simulator.write_samples(&samples).map_err(failed)?;
    let (company, people) = (simulator.company_name(), arguments.people);
    out.tell(&out.say(Say::DemoStart, &[&simulator.origin(), &company, &people]));
    if call.data_dir.is_some() {
        for sample in &written {
            let path = sample.path.display();
            out.tell(&out.say(Say::Sample, &[&path, &sample.intent.as_str(), &sample.what]));
        }
    }
    let scene = Scene::set(call, folder.path(), &simulator, interrupt)?;
    let full = written
        .iter()
        .find(|sample: &&Sample| sample.intent == SampleIntent::Full);
    let full = full.ok_or_else(|| failed("no sample"))?;
    let exit = scene.play(&full.path).await?;
    simulator.stop().await;
    Ok(exit)
}

/// The desk, connected.
struct Scene<'a> {
    call: &'a Call,
    desk: Desk,
    connection: Connection,
    interrupt: Interrupt,
}

impl<'a> Scene<'a> {
    fn set(
        call: &'a Call,
        folder: &Path,
        simulator: &Simulator,
        interrupt: Interrupt,
    ) -> Result<Self, Trouble> {
        let opening = Opening {
            preference: Preference::SessionOnly,
            tokens: Tokens::Memory,
        };
        let desk = Desk::open(folder, opening, SystemClock::shared())?;
        let origin: Origin = simulator.origin().parse().map_err(failed)?;
        let tax_id = simulator.tax_ids().into_iter().next().unwrap_or_default();
        let connection = desk.connect_demo(&DemoServer {
            company: simulator.company_name(),
            origin,
            client_id: simulator.client_id(),
            secret: simulator.client_secret().into(),
            identifier: Identifier::EmployeeId,
            company_tax_id: TaxId::from(tax_id),
        })?;
        Ok(Self {
            call,
            desk,
            connection,
            interrupt,
        })
    }

    async fn play(&self, file: &Path) -> Result<Exit, Trouble> {
        let out = self.call.out;
        let saved = self.plan(file, true).await?;
        let counts = saved.plan.counts;
        out.tell(&out.say(Say::DemoSubmit, &[]));
        let sent = self.send(&saved).await?;
        out.tell(&telling::sent(out, &sent));
        out.tell(&out.say(Say::DemoAgain, &[]));
        let again = self.plan(file, false).await?.plan.counts;
        let kept = kept_its_word(counts, &sent, again);
        let exit = if kept {
            sent.exit
        } else {
            sent.exit.max(Exit::Failed)
        };
        out.tell(&out.say(if kept { Say::DemoDone } else { Say::DemoOdd }, &[]));
        if !out.is_for_people() {
            print_document(&DemoDocument {
                plan: counts,
                job: sent.into_document(out),
                again,
            });
        }
        Ok(exit)
    }

    /// Plans the file; `aloud` shows the file first.
    async fn plan(&self, file: &Path, aloud: bool) -> Result<SavedPlan, Trouble> {
        let out = self.call.out;
        let choices = ImportChoices {
            intent: Some(Intent::Full),
            ..ImportChoices::default()
        };
        let mut import = self
            .desk
            .look_at(&self.connection, file, choices, &Watch::default())?;
        let made = planning::make(
            &self.desk,
            &self.connection,
            &mut import,
            out,
            &self.interrupt,
        );
        let saved = made.await?;
        if aloud {
            let name = &self.connection.details.name;
            out.tell(&out.say(Say::DemoConnect, &[name, &saved.remote.people]));
            out.tell(&out.say(Say::DemoInspect, &[&saved.file.name]));
            out.tell(&telling::inspection(out, &import.inspection));
            out.tell(&out.say(Say::DemoPlan, &[]));
        }
        out.tell(&telling::plan(out, &saved));
        Ok(saved)
    }

    /// Sends all of it; what is held in a very small company is released by its number.
    async fn send(&self, saved: &SavedPlan) -> Result<Sent, Trouble> {
        let held = saved
            .plan
            .changes
            .iter()
            .filter(|change| change.is_held())
            .count();
        let release = (held > 0).then(|| Asked {
            plan_hash: saved.hash.clone(),
            count: u32::try_from(held).unwrap_or(u32::MAX),
            reason: "demo".to_owned(),
        });
        let order = SubmitOrder {
            op_id: OpId(Uuid::now_v7().to_string()),
            lane: JobLane::All,
            release,
        };
        let (out, until) = (self.call.out, Until::Ended);
        send(
            &self.desk,
            &self.connection,
            saved,
            &order,
            until,
            out,
            &self.interrupt,
        )
        .await
    }
}

/// Whether Wellhub counts what the plan counted, and the file then holds no change any more.
fn kept_its_word(planned: Counts, sent: &Sent, again: Counts) -> bool {
    let counted = sent
        .jobs
        .iter()
        .fold(JobStatistics::default(), |sum, job| JobStatistics {
            newcomers: sum.newcomers + job.statistics.newcomers,
            updaters: sum.updaters + job.statistics.updaters,
            leavers: sum.leavers + job.statistics.leavers,
        });
    let as_planned = (counted.newcomers, counted.updaters, counted.leavers)
        == (planned.create, planned.update, planned.delete);
    as_planned && (again.create, again.update, again.delete) == (0, 0, 0)
}

/// A company of that size. Pages grow with it, so that reading keeps its pace; no removal needs an approval.
fn config(people: u32) -> Config {
    let people = people as usize;
    Config {
        people,
        speed: SPEED,
        page_size: (people / 6).max(200),
        approval_threshold: 1.0,
        ..Config::default()
    }
}

fn failed(error: impl std::fmt::Display) -> Trouble {
    Trouble::with(Code::Simulator, [error.to_string()])
}
