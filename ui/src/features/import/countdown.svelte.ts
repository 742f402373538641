/** A wait that counts down in the window between two messages of the core. Must never decide when something is sent. */
export class Countdown {
  left = $state<number | null>(null);

  /** Counts down from `ms`; returns what ends it. */
  start(ms: number | null, tick = 100): () => void {
    this.left = ms !== null && ms > 0 ? ms : null;
    if (this.left === null) return () => undefined;
    const timer = setInterval(() => {
      const left = (this.left ?? 0) - tick;
      this.left = left > 0 ? left : null;
      if (left <= 0) clearInterval(timer);
    }, tick);
    return () => clearInterval(timer);
  }
}
