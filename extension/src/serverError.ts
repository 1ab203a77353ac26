/** Errors that the server put into its answer to a command. */
import { Problem } from "./logger.ts";
import { isRecord, parseServerError, type ServerError } from "./protocol.ts";

/** What an answer says went wrong, if it does. */
export function errorIn(answer: unknown): ServerError | undefined {
  return isRecord(answer) ? parseServerError(answer.error) : undefined;
}

/** Makes the error in an answer the user's. */
export function throwServerError(answer: unknown): void {
  const error = errorIn(answer);
  if (error) {
    throw new Problem(error.message, error.nextStep);
  }
}
