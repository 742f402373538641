/**
 * What can be done from anywhere, once: the palette, the menu and the keys all read this list. Must hold nothing that
 * could send, remove or release anything.
 */
import type { JobSummary, RecentFile, SettingsView } from "../ipc/contract";
import { format, m } from "../messages";
import { languageNames } from "../features/settings/words";
import type { App } from "./app.svelte";
import { settingsParts, type Route, type SettingsPart } from "./router.svelte";
import { sizeOf, usualSize } from "./sizes";

export type Group = "do" | "go" | "recent" | "jobs" | "connections" | "look";

export interface Command {
  id: string;
  group: Group;
  text: string;
  /** Other words for it that a person may type. */
  also?: string;
  /** As `keysOf` has them. */
  keys?: string;
  run: () => void;
}

/** What the palette reads when it opens, beside what the app knows. */
export interface Known {
  recent: readonly RecentFile[];
  jobs: readonly JobSummary[];
}

export const nothingKnown: Known = { recent: [], jobs: [] };

/** What the window itself can show. */
export interface Sheets {
  palette: () => void;
  shortcuts: () => void;
}

export const groupNames: Record<Group, () => string> = {
  do: m.palette_group_do,
  go: m.palette_group_go,
  recent: m.palette_group_recent,
  jobs: m.desk_last_jobs,
  connections: m.connections_title,
  look: m.palette_group_look,
};

const partNames: Record<SettingsPart, () => string> = {
  general: m.settings_part_general,
  guards: m.settings_part_guards,
  people: m.settings_part_people,
  secrets: m.settings_part_secrets,
  proof: m.settings_part_proof,
};

/** The screens in the rail's order, by the number that opens them. */
const screens: { route: Route; text: () => string }[] = [
  { route: { name: "desk" }, text: m.nav_desk },
  { route: { name: "import" }, text: m.nav_import },
  { route: { name: "jobs" }, text: m.nav_jobs },
  { route: { name: "people" }, text: m.nav_people },
  { route: { name: "history" }, text: m.nav_history },
];

/** The screen of a number key, if it has one. */
export function screenOf(digit: string): Route | undefined {
  return screens[Number(digit) - 1]?.route;
}

function doing(app: App, sheets: Sheets): Command[] {
  const { session } = app;
  const { sharing } = session.settings;
  return [
    {
      id: "open",
      group: "do",
      text: m.palette_open(),
      keys: "Ctrl O",
      run: () => void app.chooseFile(),
    },
    {
      id: "share",
      group: "do",
      text: sharing ? m.palette_share_end() : m.shortcut_sharing(),
      keys: "Ctrl Shift H",
      run: () => void session.share(!sharing),
    },
    ...(session.active?.environment === "demo" && !app.tour.on
      ? [
          {
            id: "tour",
            group: "do" as const,
            text: m.tour_begin(),
            run: () => {
              app.tour.begin();
              app.router.go({ name: "desk" });
            },
          },
        ]
      : []),
    { id: "shortcuts", group: "do", text: m.shortcuts_title(), keys: "?", run: sheets.shortcuts },
  ];
}

function going(app: App): Command[] {
  const to = (id: string, text: string, route: Route, keys?: string): Command => ({
    id: `go-${id}`,
    group: "go",
    text,
    ...(keys === undefined ? {} : { keys }),
    run: () => app.router.go(route),
  });
  const active = app.session.active !== null;
  return [
    ...(active
      ? screens.map(({ route, text }, index) => to(route.name, text(), route, `Ctrl ${index + 1}`))
      : []),
    to("connections", m.connections_title(), { name: "connections" }),
    to("settings", m.nav_settings(), { name: "settings" }, "Ctrl ,"),
    ...settingsParts
      .filter((part) => part !== "guards" || active)
      .map((part) =>
        to(`settings-${part}`, m.palette_setting({ part: partNames[part]() }), { name: "settings", part }),
      ),
  ];
}

function known(app: App, { recent, jobs }: Known): Command[] {
  return [
    ...recent.map(({ path, name }): Command => ({
      id: `recent-${path}`,
      group: "recent",
      text: name,
      also: path,
      run: () => app.receiveFile(path),
    })),
    ...jobs.map((job): Command => ({
      id: `job-${job.id}`,
      group: "jobs",
      text: m.palette_job({ file: job.file, date: format.dateWithDay(job.createdAt) }),
      run: () => app.openJob(job.id),
    })),
  ];
}

/** The connections that are not in use. */
function switching(app: App): Command[] {
  const others = app.session.connections.filter(({ id }) => id !== app.session.activeId);
  return others.map(({ id, name }) => ({
    id: `use-${id}`,
    group: "connections",
    text: m.palette_use({ name }),
    run: () => void app.use(id),
  }));
}

function looking(app: App): Command[] {
  const { session } = app;
  const set = (change: Partial<SettingsView>) => () => void session.save({ ...session.settings, ...change });
  const themes = [
    ["system", m.settings_system()],
    ["light", m.settings_light()],
    ["dark", m.settings_dark()],
  ] as const;
  return [
    ...themes
      .filter(([theme]) => theme !== session.settings.theme)
      .map(([theme, name]): Command => ({
        id: `theme-${theme}`,
        group: "look",
        text: m.palette_theme({ name }),
        run: set({ theme }),
      })),
    ...languageNames
      .filter(([language]) => language !== session.settings.language)
      .map(([language, name]): Command => ({
        id: `language-${language}`,
        group: "look",
        text: m.palette_language({ name }),
        also: "language idioma",
        run: set({ language }),
      })),
  ];
}

/** How large the page is drawn. */
function sizing({ session }: App): Command[] {
  const to = (id: string, text: string, keys: string, key: string): Command => ({
    id: `size-${id}`,
    group: "look",
    text,
    keys,
    run: () => session.resize(sizeOf(key, session.settings.zoom) ?? usualSize),
  });
  return [
    to("larger", m.size_larger(), "Ctrl +", "+"),
    to("smaller", m.size_smaller(), "Ctrl -", "-"),
    to("usual", m.size_usual(), "Ctrl 0", "0"),
  ];
}

/** Everything, in the order of the palette. */
export function commandsOf(app: App, sheets: Sheets, told: Known = nothingKnown): Command[] {
  return [
    ...doing(app, sheets),
    ...going(app),
    ...known(app, told),
    ...switching(app),
    ...sizing(app),
    ...looking(app),
  ];
}

/** The window's menu, in parts that belong together; on macOS the system's bar has it too. */
export function menuOf(app: App, sheets: Sheets): Command[][] {
  const doable = doing(app, sheets);
  return [
    [{ id: "palette", group: "do", text: m.palette_title(), keys: "Ctrl K", run: sheets.palette }],
    doable.filter(({ id }) => id !== "shortcuts"),
    going(app).filter(({ id }) => !id.startsWith("go-settings-")),
    sizing(app),
    doable.filter(({ id }) => id === "shortcuts"),
  ];
}

/** The same letters, whatever their accents and case. */
export const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well a command fits what was typed: 0 is not at all. Every word must begin a word of it, or stand within it. */
export function fit(command: Command, typed: string): number {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  const text = folded(`${command.text} ${command.also ?? ""}`);
  const words = text.split(/[^\p{L}\p{N}]+/u);
  let least = 1;
  for (const word of wanted) {
    const fits = words.some((each) => each.startsWith(word)) ? 1 : text.includes(word) ? 0.5 : 0;
    least = Math.min(least, fits);
  }
  return least;
}
