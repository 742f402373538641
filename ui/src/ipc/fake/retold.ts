/** Stories that are told of every screen alike: answers that never come, that fail, or that are hard to lay out. */
import type { Ipc } from "../contract";
import { hardened } from "./hard";
import { after, failure, type Scenario } from "./scenario";

type Told = (...asked: unknown[]) => unknown;
type Way = (name: string, does: Told) => Told;

/** What the window itself needs to stand there at all. */
const frame = [
  "startup",
  "connections",
  "connectionDetails",
  "saveSettings",
  "gridLayouts",
  "keepGridLayout",
  "safekeeping",
  "retention",
  "currentImport",
  "pickFile",
  "closeWindow",
];
/** What asks Wellhub for the whole roster. */
const readings = ["makePlan", "readRoster"];

const isOfFrame = (name: string) => frame.includes(name) || name.startsWith("on");

/** How far whatever is read has come when nothing more is heard of it. */
const progress = { pages: 2, people: 400, rows: 400, waitMs: 42_000 };

function waits(...asked: unknown[]): Promise<never> {
  for (const each of asked) if (typeof each === "function") (each as Told)(progress);
  return new Promise(() => undefined);
}

async function fails(): Promise<never> {
  await after(30);
  throw failure(
    "server_error",
    "HTTP 502 Bad Gateway\nGET https://api.clients.wellhub.com/v1/employees\ntrace id: 4bf92f3577b34da6a3ce929d0e0e4736",
  );
}

const ways: Partial<Record<Scenario, () => Way>> = {
  loading: () => (name, does) => (isOfFrame(name) ? does : waits),
  waiting: () => (name, does) => (readings.includes(name) ? waits : does),
  failing: () => (name, does) => (isOfFrame(name) ? does : fails),
  hard: hardened,
};

/** The door as the story has it. */
export function retold(ipc: Ipc, scenario: Scenario): Ipc {
  const way = ways[scenario]?.();
  if (!way) return ipc;
  const parts = Object.entries(ipc).map(([name, does]) => [name, way(name, does as Told)]);
  return Object.fromEntries(parts) as Ipc;
}
