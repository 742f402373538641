/** What waits for the person, in words: tag, title, explanation and where the button leads. The compiler refuses a kind without words. */
import type { Waiting } from "../../ipc/contract";
import type { Tone } from "../../kit/tone";
import { format, m } from "../../messages";
import type { Route } from "../../shell/router.svelte";

export interface WaitingText {
  tone: Tone;
  tag: string;
  sign?: string;
  title: string;
  text: string;
  button: string;
  to: Route;
}

const jobs = (waiting: Waiting): Route =>
  waiting.job === null ? { name: "jobs" } : { name: "job", id: waiting.job };

const texts: Record<Waiting["kind"], (waiting: Waiting) => WaitingText> = {
  held: (waiting) => ({
    tone: "held",
    tag: m.desk_held_tag({ count: waiting.count ?? 0 }),
    title: m.desk_held_title({ date: format.date(waiting.since) }),
    text: m.desk_held_text({ file: waiting.file ?? "" }),
    button: m.desk_open(),
    to: jobs(waiting),
  }),
  approval: (waiting) => ({
    tone: "changed",
    sign: "!",
    tag: m.desk_approval_tag(),
    title: m.desk_approval_title({ date: format.date(waiting.since) }),
    text: m.desk_approval_text({ file: waiting.file ?? "" }),
    button: m.desk_open(),
    to: jobs(waiting),
  }),
  in_doubt: (waiting) => ({
    tone: "blocked",
    tag: m.desk_in_doubt_tag(),
    title: m.desk_in_doubt_title(),
    text: m.desk_in_doubt_text({ file: waiting.file ?? "" }),
    button: m.desk_open(),
    to: jobs(waiting),
  }),
  import: (waiting) => ({
    tone: "plain",
    sign: "",
    tag: m.desk_import_tag(),
    title: m.desk_import_title({ file: waiting.file ?? "" }),
    text: m.desk_import_text({ date: format.dateTime(waiting.since) }),
    button: m.desk_go_on(),
    to: { name: "import" },
  }),
  credential: (waiting) => ({
    tone: "changed",
    sign: "",
    tag: m.desk_credential_tag({ count: waiting.count ?? 0 }),
    title: m.desk_credential_title({ date: format.date(waiting.since) }),
    text: m.desk_credential_text(),
    button: m.desk_replace(),
    to: { name: "connections" },
    ...(waiting.count === null && {
      tone: "blocked",
      sign: "!",
      tag: m.safekeeping_expired(),
      title: m.safekeeping_expired_title({ date: format.date(waiting.since) }),
      text: m.safekeeping_expired_text(),
    }),
  }),
};

export function waitingText(waiting: Waiting): WaitingText {
  return texts[waiting.kind](waiting);
}
