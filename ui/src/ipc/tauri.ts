/** The shell behind Tauri's commands, channels and events. The only file of the ui that imports Tauri; holds no logic. */
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import type { Ipc, JobView } from "./contract";

/** A channel that hands each message on. */
function channel<T>(onMessage: (message: T) => void): Channel<T> {
  const made = new Channel<T>();
  made.onmessage = onMessage;
  return made;
}

/** Ends a subscription that is still being made, too. */
function ending(subscription: Promise<() => void>): () => void {
  return () => void subscription.then((end) => end());
}

export const tauriIpc: Ipc = {
  startup: () => invoke("startup"),
  unlock: (passphrase) => invoke("unlock", { passphrase }),
  useSessionOnly: () => invoke("use_session_only"),
  retryStartup: () => invoke("retry_startup"),
  saveSettings: (settings) => invoke("save_settings", { settings }),

  connections: () => invoke("connections"),
  testConnection: (form, onStep) => invoke("test_connection", { form, onStep: channel(onStep) }),
  connectionDetails: (form) => invoke("connection_details", { form }),
  addConnection: (form, opId) => invoke("add_connection", { form, opId }),
  removeConnection: (id, opId) => invoke("remove_connection", { id, opId }),
  activateConnection: (id) => invoke("activate_connection", { id }),
  startDemo: () => invoke("start_demo"),
  demoSamples: () => invoke("demo_samples"),

  desk: (connection) => invoke("desk", { connection }),
  readRoster: (connection, onProgress) =>
    invoke("read_roster", { connection, onProgress: channel(onProgress) }),
  cancelReading: (connection) => invoke("cancel_reading", { connection }),

  pickFile: () => invoke("pick_file"),
  openImport: (connection, path) => invoke("open_import", { connection, path }),
  currentImport: (connection) => invoke("current_import", { connection }),
  discardImport: (id) => invoke("discard_import", { id }),
  chooseIntent: (id, intent) => invoke("choose_intent", { id, intent }),
  chooseSheet: (id, choice) => invoke("choose_sheet", { id, choice }),
  chooseColumns: (id, choice) => invoke("choose_columns", { id, choice }),
  previewRows: (id, offset, limit) => invoke("preview_rows", { id, offset, limit }),
  problems: (id, code, offset, limit) => invoke("problems", { id, code, offset, limit }),
  editCell: (id, row, column, text) => invoke("edit_cell", { id, row, column, text }),
  leaveOut: (id, rows, out) => invoke("leave_out", { id, rows, out }),
  undoEdit: (id) => invoke("undo_edit", { id }),
  redoEdit: (id) => invoke("redo_edit", { id }),
  acceptFinding: (id, code, accept) => invoke("accept_finding", { id, code, accept }),
  makePlan: (id, onProgress) => invoke("make_plan", { id, onProgress: channel(onProgress) }),
  planRows: (id, filter, offset, limit) => invoke("plan_rows", { id, filter, offset, limit }),
  planPerson: (id, index) => invoke("plan_person", { id, index }),
  savePlan: (id) => invoke("save_plan", { id }),

  submit: (id, choice, opId) => invoke("submit", { id, choice, opId }),
  jobs: (connection, text) => invoke("jobs", { connection, text }),
  job: (id) => invoke("job", { id }),
  jobRows: (id, filter, offset, limit) => invoke("job_rows", { id, filter, offset, limit }),
  stopJob: (id, opId) => invoke("stop_job", { id, opId }),
  resumeJob: (id, opId) => invoke("resume_job", { id, opId }),

  onJob: (callback) => ending(listen<JobView>("job", (event) => callback(event.payload))),
  onDrop: (callback) => {
    const ends = [
      ending(
        getCurrentWebview().onDragDropEvent(({ payload }) => {
          if (payload.type === "enter" || payload.type === "over") callback({ kind: "over", path: null });
          else if (payload.type === "leave") callback({ kind: "left", path: null });
          else callback({ kind: "dropped", path: payload.paths[0] ?? null });
        }),
      ),
      ending(listen<string>("open-file", (event) => callback({ kind: "dropped", path: event.payload }))),
    ];
    return () => ends.forEach((end) => end());
  },
};
