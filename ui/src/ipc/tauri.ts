/** The shell behind Tauri's commands, channels and events. The only file of the ui that imports Tauri; holds no logic. */
import { Channel } from "@tauri-apps/api/core";
import { TauriEvent } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import {
  commands,
  events,
  type BulkFix as OwnBulkFix,
  type FindingCode,
  type ProblemCode,
  type ReasonCode,
} from "./bindings";
import type { BulkFix, Ipc, PlanFilter } from "./contract";

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

/** What comes back as a code came from the shell, and so is one of its own. */
const code = (text: string) => text as FindingCode;

const own = (bulk: BulkFix) => bulk as OwnBulkFix;

const ownFilter = (filter: PlanFilter) => ({
  ...filter,
  finding: filter.finding === null ? null : code(filter.finding),
  reason: filter.reason as ReasonCode | null,
});

export const tauriIpc: Ipc = {
  ...commands,

  showMenuBar: async (menu) => void (await commands.showMenuBar(menu)),
  keepGridLayout: async (name, layout) => void (await commands.keepGridLayout(name, layout)),
  testConnection: (form, onStep) => commands.testConnection(form, channel(onStep)),
  noteRecoveryKey: async () => void (await commands.noteRecoveryKey()),
  printRecoveryKey: async () => void (await commands.printRecoveryKey()),
  removeConnection: async (id, opId) => void (await commands.removeConnection(id, opId)),
  readRoster: (connection, onProgress) => commands.readRoster(connection, channel(onProgress)),
  cancelReading: async (connection) => void (await commands.cancelReading(connection)),
  openImport: (connection, path, onProgress) => commands.openImport(connection, path, channel(onProgress)),
  cancelFile: async (connection) => void (await commands.cancelFile(connection)),
  discardImport: async (id) => void (await commands.discardImport(id)),
  problems: (id, { code: of, text }, offset, limit) =>
    commands.problems(id, { code: of as ProblemCode | null, text }, offset, limit),
  acceptFinding: (id, of, accept) => commands.acceptFinding(id, code(of), accept),
  bulkPreview: (id, bulk) => commands.bulkPreview(id, own(bulk)),
  bulkFix: (id, bulk) => commands.bulkFix(id, own(bulk)),
  exportProblems: async (id, words) => {
    const path = await commands.pickProblemsFile(id);
    return path === null ? null : commands.exportProblems(id, path, words);
  },
  makePlan: (id, onProgress) => commands.makePlan(id, channel(onProgress)),
  planRows: (id, filter, offset, limit) => commands.planRows(id, ownFilter(filter), offset, limit),
  exportPlan: async (id, filter, format, words) => {
    const path = await commands.pickReportFile(id, format);
    if (path !== null) await commands.exportPlan(id, path, ownFilter(filter), format, words);
    return path;
  },
  fixJob: (id, path, onProgress) => commands.fixJob(id, path, channel(onProgress)),
  exportJob: async (id, format, words) => {
    const path = await commands.pickJobReport(id, format);
    if (path !== null) await commands.exportJob(id, path, format, words);
    return path;
  },
  exportPerson: async (job, item, format, words) => {
    const path = await commands.pickPersonFile(format);
    if (path !== null) await commands.exportPerson(job, item, path, words);
    return path;
  },

  exportPeople: async (connection, filter, words) => {
    const path = await commands.pickPeopleFile();
    if (path !== null) await commands.exportPeople(connection, filter, path, words);
    return path;
  },
  exportHistory: async (wanted, words) => {
    const path = await commands.pickHistoryFile();
    if (path !== null) await commands.exportHistory(wanted, path, words);
    return path;
  },

  onJob: (callback) => ending(events.job.listen((event) => callback(event.payload))),
  onCloseAsked: (callback) => ending(events.closeAsked.listen(() => callback())),
  closeWindow: async (closing) => void (await commands.closeWindow(closing)),
  onMenuChosen: (callback) => ending(events.menuChosen.listen((event) => callback(event.payload))),
  onOpenJob: (callback) => ending(events.openJob.listen((event) => callback(event.payload))),
  onDrop: (callback) => {
    const webview = getCurrentWebview();
    // The drop is listened for before the drag is: who is shown that a file is taken may let go of it.
    const drops = webview.listen<{ paths: string[] }>(TauriEvent.DRAG_DROP, ({ payload }) =>
      callback({ kind: "dropped", path: payload.paths[0] ?? null }),
    );
    const drags = drops.then(() =>
      webview.onDragDropEvent(({ payload }) => {
        if (payload.type === "enter" || payload.type === "over") callback({ kind: "over", path: null });
        else if (payload.type === "leave") callback({ kind: "left", path: null });
      }),
    );
    const ends = [
      ending(drops),
      ending(drags),
      ending(events.openFile.listen((event) => callback({ kind: "dropped", path: event.payload }))),
    ];
    return () => ends.forEach((end) => end());
  },
};
