//! Everything that the window may ask of the shell: one file per screen, each command a few lines over core.

pub mod bar;
pub mod closing;
pub mod connections;
pub mod desk;
pub mod diagnostics;
pub mod grids;
pub mod guards;
pub mod history;
pub mod import;
pub mod jobs;
pub mod network;
pub mod pages;
pub mod people;
pub mod privacy;
pub mod review;
mod saving;
pub mod settings;
pub mod startup;
pub mod submit;
pub mod vault;
pub mod veil;

use tauri::Runtime;
use tauri_specta::{Commands, collect_commands};

/// Every command of the window. The permissions under `src-tauri/permissions` name the same ones; a test compares.
#[allow(clippy::too_many_lines, reason = "one list, a line for each command")]
pub fn all<R: Runtime>() -> Commands<R> {
    collect_commands![
        startup::startup,
        startup::unlock,
        startup::use_session_only,
        startup::retry_startup,
        startup::restore_backup,
        settings::save_settings,
        bar::show_menu_bar::<tauri::Wry>,
        grids::grid_layouts,
        grids::keep_grid_layout,
        diagnostics::diagnostics,
        diagnostics::save_diagnostics::<tauri::Wry>,
        network::proxy,
        network::set_proxy,
        vault::safekeeping,
        vault::make_recovery_key,
        vault::note_recovery_key,
        vault::save_recovery_key::<tauri::Wry>,
        vault::print_recovery_key::<tauri::Wry>,
        vault::recover_history,
        vault::move_secrets,
        privacy::verify_trail,
        privacy::backups,
        privacy::retention::retention,
        privacy::retention::retention_seen,
        privacy::retention::set_retention,
        privacy::retention::delete_due,
        privacy::person::person_kept,
        privacy::person::pick_person_file::<tauri::Wry>,
        privacy::person::export_person,
        privacy::person::erase_person,
        closing::close_window::<tauri::Wry>,
        guards::budgets,
        guards::set_budgets,
        guards::protected_people,
        guards::protect_planned,
        guards::unprotect_person,
        connections::connections,
        connections::check::test_connection,
        connections::check::connection_details,
        connections::add_connection,
        connections::remove_connection,
        connections::rotating::replace_secret,
        connections::activate_connection,
        connections::start_demo,
        desk::desk,
        desk::demo_samples,
        desk::roster::read_roster,
        desk::roster::cancel_reading,
        import::pick_file::<tauri::Wry>,
        import::open_import,
        import::file::cancel_file,
        import::file::first_rows,
        import::current_import,
        import::discard_import,
        import::choose_intent,
        import::sheet::choose_sheet,
        import::sheet::preview_rows,
        import::columns::choose_columns,
        import::problems::problems,
        import::edits::edit_cell,
        import::edits::leave_out,
        import::edits::undo_edit,
        import::edits::redo_edit,
        import::edits::accept_finding,
        import::bulk::bulk_preview,
        import::bulk::bulk_fix,
        import::correction::pick_problems_file::<tauri::Wry>,
        import::correction::export_problems,
        import::correction::take_back,
        review::make_plan,
        review::rows::plan_rows,
        review::person::plan_person,
        review::person::reveal_planned,
        review::choose_cosmetic,
        review::save_plan::<tauri::Wry>,
        review::report::pick_report_file::<tauri::Wry>,
        review::report::export_plan,
        submit::submit,
        submit::stop_job,
        submit::resume_job,
        jobs::list::jobs,
        jobs::job,
        jobs::rows::job_rows,
        jobs::after::plan_take_up,
        jobs::after::send_take_up,
        jobs::after::give_up_job,
        jobs::fix::fix_job,
        jobs::report::pick_job_report::<tauri::Wry>,
        jobs::report::export_job,
        people::roster_overview,
        people::roster_people,
        people::roster_place,
        people::person::roster_person,
        people::person::reveal_person,
        people::person::roster_person_of,
        people::person::protect_person,
        people::export::pick_people_file::<tauri::Wry>,
        people::export::export_people,
        history::search_history,
        history::person_story,
        history::reveal_story,
        history::export::pick_history_file::<tauri::Wry>,
        history::export::export_history,
    ]
}

/// A count as it crosses to the window, whose numbers are 32 bits wide.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
