/** Where the window is: a hash router of one file, so that Back works and a reload stays. Must never hold data of a screen. */
import type { Environment } from "../ipc/contract";

export type Route =
  | { name: "desk" }
  /** `cell` is an address such as B17, to be looked at where problems are mended. */
  | { name: "import"; cell?: string }
  | { name: "jobs" }
  | { name: "job"; id: number }
  /** Whom the opaque id of a roster names, or an item of a job; never anything that tells who that is. */
  | { name: "people"; person?: string; of?: { job: number; item: number } }
  | { name: "history" }
  | { name: "connections" }
  | { name: "connect"; environment: Exclude<Environment, "demo"> }
  /** The recovery key, to be noted after the first connection. */
  | { name: "recovery" }
  | { name: "settings"; part?: SettingsPart };

/** The parts of the settings, in their order. */
export const settingsParts = ["general", "guards", "people", "secrets", "proof"] as const;
export type SettingsPart = (typeof settingsParts)[number];

/** Reads a hash such as "#/jobs/12"; anything unknown is the desk. */
export function parse(hash: string): Route {
  const [head = "", tail = ""] = hash.replace(/^#\/?/, "").split("/");
  switch (head) {
    case "import":
      return /^[A-Z]{1,3}\d{1,7}$/.test(tail) ? { name: "import", cell: tail } : { name: "import" };
    case "people": {
      const [, job, item] = /^job-(\d+)-(\d+)$/.exec(tail) ?? [];
      if (job && item) return { name: "people", of: { job: Number(job), item: Number(item) } };
      return /^[0-9a-f]{16}$/.test(tail) ? { name: "people", person: tail } : { name: "people" };
    }
    case "history":
      return { name: "history" };
    case "recovery":
      return { name: "recovery" };
    case "settings": {
      const part = settingsParts.find((each) => each === tail);
      return part ? { name: "settings", part } : { name: "settings" };
    }
    case "jobs":
      return /^\d+$/.test(tail) ? { name: "job", id: Number(tail) } : { name: "jobs" };
    case "connections":
      return tail === "sandbox" || tail === "production" || tail === "custom"
        ? { name: "connect", environment: tail }
        : { name: "connections" };
    default:
      return { name: "desk" };
  }
}

/** The hash that `parse` reads back as the same route. */
export function href(route: Route): string {
  switch (route.name) {
    case "job":
      return `#/jobs/${route.id}`;
    case "import":
      return route.cell === undefined ? "#/import" : `#/import/${route.cell}`;
    case "people":
      if (route.of) return `#/people/job-${route.of.job}-${route.of.item}`;
      return route.person === undefined ? "#/people" : `#/people/${route.person}`;
    case "connect":
      return `#/connections/${route.environment}`;
    case "settings":
      return route.part ? `#/settings/${route.part}` : "#/settings";
    default:
      return `#/${route.name}`;
  }
}

export class Router {
  #route = $state<Route>({ name: "desk" });

  constructor() {
    this.#route = parse(location.hash);
  }

  get route(): Route {
    return this.#route;
  }

  go(route: Route): void {
    this.#route = route;
    const next = href(route);
    if (location.hash !== next) location.hash = next;
  }

  /** Goes on in the same place: Back leads to where one was before it. */
  replace(route: Route): void {
    this.#route = route;
    history.replaceState(null, "", href(route));
  }

  /** Follows the browser's own moves; returns what ends it. */
  listen(): () => void {
    const follow = () => (this.#route = parse(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }
}
