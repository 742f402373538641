/**
 * The tour of the demo: one sentence for each step, from the sample spreadsheet to a job that was sent. It follows what the
 * person does and does nothing by itself; it ends with the demo.
 */
import { m } from "../messages";

/** Where a person is on the way; the steps are those of an import. */
export const stops = ["desk", "intent", "file", "columns", "fix", "review", "submit", "done"] as const;
export type Stop = (typeof stops)[number];

const words: Record<Stop, () => string> = {
  desk: m.tour_desk,
  intent: m.tour_intent,
  file: m.tour_file,
  columns: m.tour_columns,
  fix: m.tour_fix,
  review: m.tour_review,
  submit: m.tour_submit,
  done: m.tour_done,
};

export class Tour {
  on = $state(false);
  #at = $state<Stop>("desk");
  #done = $state(false);

  begin(): void {
    this.on = true;
    this.#done = false;
    this.#at = "desk";
  }

  end(): void {
    this.on = false;
  }

  /** What a screen tells of where the person is. Once a job has ended, the tour has too, wherever they go. */
  told(at: Stop): void {
    this.#at = at;
    if (at === "done") this.#done = true;
  }

  readonly stop = $derived<Stop>(this.#done ? "done" : this.#at);
  readonly text = $derived(words[this.stop]());
  /** From 1. */
  readonly place = $derived(stops.indexOf(this.stop) + 1);
}
