/** An unknown rejection as the one error the ui shows. Must never lose the raw text, nor show it unasked. */
import type { CommandError } from "../../ipc/contract";

export function asCommandError(error: unknown): CommandError {
  if (typeof error === "object" && error !== null && "code" in error && "message" in error)
    return error as CommandError;
  return {
    code: "internal",
    message: "",
    hint: "",
    details: error instanceof Error ? error.message : String(error),
  };
}
