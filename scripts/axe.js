// Runs axe-core on a page in headless Chromium over the DevTools protocol; prints the violations as JSON.
// node scripts/axe.js CHROMIUM AXE_JS PAGE [WIDTH]; no package is needed but axe-core itself (npm pack axe-core@4).
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [chromium, axe, page, width = "1280"] = process.argv.slice(2);
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "axe-"));
const browser = spawn(chromium, [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${profile}`,
  `--window-size=${width},1000`, "about:blank",
], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });

const waiting = new Map();
const listeners = [];
let number = 0;
let rest = "";
browser.stdio[4].on("data", (chunk) => {
  const parts = (rest + chunk).split("\0");
  rest = parts.pop();
  for (const message of parts.map((part) => JSON.parse(part))) {
    if (message.id) waiting.get(message.id)(message);
    else for (const listen of listeners) listen(message);
  }
});
function send(method, params = {}, sessionId) {
  number += 1;
  browser.stdio[3].write(`${JSON.stringify({ id: number, method, params, sessionId })}\0`);
  return new Promise((resolve, reject) => {
    waiting.set(number, (message) => (message.error ? reject(new Error(message.error.message)) : resolve(message.result)));
  });
}
async function main() {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  await send("Page.enable", {}, sessionId);
  // The page's own policy allows no foreign script, and should: it is lifted for the check only.
  await send("Page.setBypassCSP", { enabled: true }, sessionId);
  const loaded = new Promise((resolve) => {
    listeners.push((message) => message.method === "Page.loadEventFired" && resolve());
  });
  await send("Page.navigate", { url: pathToFileURL(path.resolve(page)).href }, sessionId);
  await loaded;
  await send("Runtime.evaluate", { expression: fs.readFileSync(axe, "utf8") }, sessionId);
  const { result, exceptionDetails } = await send("Runtime.evaluate", {
    expression: "axe.run().then((found) => JSON.stringify({ passes: found.passes.length, violations: found.violations.map((v) => ({ id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 5).map((n) => n.html.slice(0, 200)) })) }))",
    awaitPromise: true, returnByValue: true,
  }, sessionId);
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
}
// Closed in order, so that its helpers too have ended; those of a killed one write on into the folder that is removed.
const stop = (code) => {
  browser.once("exit", () => fs.promises.rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }).finally(() => process.exit(code)));
  send("Browser.close", {}).catch(() => {});
  setTimeout(() => browser.kill(), 5000);
};
setTimeout(() => { console.error("no answer within two minutes"); stop(2); }, 120000).unref();
main().then((value) => { console.log(value); stop(0); }, (error) => { console.error(String(error)); stop(2); });
