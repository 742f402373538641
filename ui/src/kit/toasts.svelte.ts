/** Short notes that something was done. Never for an error that needs a decision: that belongs on the screen. */
export interface Toast {
  id: number;
  text: string;
  /** What can be done about it. */
  action: ToastAction | null;
}

export interface ToastAction {
  text: string;
  do: () => void;
}

export class Toasts {
  #list = $state.raw<Toast[]>([]);
  #next = 1;

  get list(): readonly Toast[] {
    return this.#list;
  }

  /** Shows a note; it goes by itself after `ms` milliseconds. */
  show(text: string, ms = 5000, action: ToastAction | null = null): void {
    const id = this.#next++;
    this.#list = [...this.#list, { id, text, action }].slice(-3);
    setTimeout(() => this.dismiss(id), ms);
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }
}
