/**
 * The shell's twin for the browser and for tests: the same door with a made-up company behind it, the same at every start.
 * Must never be reached inside Tauri.
 */
import type { Ipc } from "./contract";
import { aurora, Connections } from "./fake/connections";
import { Diagnostics } from "./fake/diagnostics";
import { Grids } from "./fake/grids";
import { Guards } from "./fake/guards";
import { Histories } from "./fake/history";
import { Imports } from "./fake/imports";
import { Jobs } from "./fake/jobs";
import { Keeping } from "./fake/keeping";
import { Privacy } from "./fake/privacy";
import { retold } from "./fake/retold";
import { RosterTwin } from "./fake/roster";
import { SafekeepingTwin } from "./fake/safekeeping";
import { scenarioOf } from "./fake/scenario";

type Method = (...args: never[]) => unknown;

/** Every function of an object's class, bound to it. */
function functionsOf<T extends object>(part: T): { [K in keyof T]: T[K] } {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(part)).filter(
    (name) => name !== "constructor",
  );
  const bound = names
    .filter(
      (name) =>
        typeof Object.getOwnPropertyDescriptor(Object.getPrototypeOf(part), name)?.value === "function",
    )
    .map((name) => [name, (part as Record<string, Method>)[name]?.bind(part)]);
  return Object.fromEntries(bound) as T;
}

export function fakeIpc(scenarioText: string | null = null, language: string | null = null): Ipc {
  const scenario = scenarioOf(scenarioText);
  const connections: Connections = new Connections(
    scenario,
    () => jobs.summaries(),
    () => imports.waiting,
    language,
  );
  const guards: Guards = new Guards(scenario, (index) => imports.rowAt(index));
  const imports = new Imports(scenario, connections, guards, () => jobs.underWay);
  const jobs: Jobs = new Jobs(
    () => aurora,
    (job, rows) => imports.fix(job, rows),
    scenario,
  );
  const histories = new Histories(scenario, () => jobs.summaries());
  const twin: Ipc = {
    ...functionsOf(connections),
    ...functionsOf(guards),
    ...functionsOf(imports),
    ...functionsOf(jobs),
    ...functionsOf(new Diagnostics()),
    ...functionsOf(new Grids()),
    ...functionsOf(new Privacy(scenario)),
    ...functionsOf(histories),
    ...functionsOf(new RosterTwin(scenario, connections, guards, histories)),
    ...functionsOf(new Keeping(scenario, histories.people)),
    ...functionsOf(
      new SafekeepingTwin(
        scenario,
        () => connections.vault,
        (vault) => (connections.vault = vault),
      ),
    ),
    // Notifications and the closing of the window are the system's, which a browser does not stand for.
    onCloseAsked: () => () => undefined,
    closeWindow: async () => undefined,
    showMenuBar: () => Promise.resolve(),
    onMenuChosen: () => () => undefined,
    onOpenJob: () => () => undefined,
    // A browser hands over no path: the name stands for it.
    onDrop: (callback) => {
      const over = (event: DragEvent) => {
        event.preventDefault();
        callback({ kind: "over", path: null });
      };
      const left = (event: DragEvent) => {
        if (!event.relatedTarget) callback({ kind: "left", path: null });
      };
      const dropped = (event: DragEvent) => {
        event.preventDefault();
        callback({ kind: "dropped", path: event.dataTransfer?.files[0]?.name ?? null });
      };
      document.addEventListener("dragover", over);
      document.addEventListener("dragleave", left);
      document.addEventListener("drop", dropped);
      return () => {
        document.removeEventListener("dragover", over);
        document.removeEventListener("dragleave", left);
        document.removeEventListener("drop", dropped);
      };
    },
  };
  return retold(twin, scenario);
}
