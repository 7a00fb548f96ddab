/**
 * A reference for a record, made before it is sent: sent twice, the same record is stored once.
 *
 * `crypto.randomUUID` is missing on plain http, where many an office network still runs.
 */
export function newRef(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
