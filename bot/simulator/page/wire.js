// Talks to the simulator: requests to its control interface, and the stream of what happens.

export class Refused extends Error {}

export async function ask(method, path, body) {
  const options = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused("The local Telegram does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Refused(answer.error ?? answer.description ?? `${response.status} ${response.statusText}`);
  return answer;
}

export const get = (path) => ask("GET", path);
export const post = (path, body = {}) => ask("POST", path, body);
export const remove = (path) => ask("DELETE", path);

const KINDS = [
  "message",
  "edit",
  "toast",
  "action",
  "standing",
  "person",
  "profile",
  "call",
  "update",
  "violation",
  "clock",
  "faults",
  "reset",
];
const RETRY = 1000; // milliseconds

// Follows the event stream for ever; `opened` is called at every (re)connection, `lost` when it breaks.
export function follow(happened, opened, lost) {
  const source = new EventSource("/sim/events");
  source.onopen = opened;
  source.onerror = () => {
    source.close();
    lost();
    setTimeout(() => follow(happened, opened, lost), RETRY);
  };
  for (const kind of KINDS) source.addEventListener(kind, (event) => happened(kind, JSON.parse(event.data)));
}
