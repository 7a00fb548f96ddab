import { expect, test } from "vitest";
import { browserName } from "./browserName";

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36";

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/142.0`, "Microsoft Edge / Windows"],
  [`Mozilla/5.0 (Linux; Android 15) ${CHROME}`, "Chrome / Android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", "Safari / iPhone"],
  ["curl/8.5.0", "curl/8.5.0"],
  ["", undefined],
])("%s is called %s", (agent, name) => {
  expect(browserName(agent)).toBe(name);
});
