// Moments as a person reads them: in the person's own zone.

const PAGE = "en-GB";
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAY = 86_400;

const formats = new Map();
const known = new Map();

// Browsers know not all languages; where a month is called "M03", English is read more easily.
function readable(locale) {
  if (!known.has(locale)) {
    const month = new Intl.DateTimeFormat([locale, PAGE], { month: "long" }).format(0);
    known.set(locale, /^M\d/.test(month) ? PAGE : locale);
  }
  return known.get(locale);
}

function formatted(locale, options, seconds) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat([locale, PAGE], options));
  return formats.get(key).format(seconds * 1000);
}

export const zoneOf = (person) => person?.zone ?? HERE;

export const city = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

export const clockTime = (seconds, zone) =>
  formatted(PAGE, { timeZone: zone, hour: "2-digit", minute: "2-digit" }, seconds);

export const exactTime = (seconds, zone) =>
  formatted(PAGE, { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit" }, seconds);

export const day = (seconds, zone) =>
  formatted(PAGE, { timeZone: zone, weekday: "long", day: "numeric", month: "long" }, seconds);

export const fullMoment = (seconds, zone) =>
  formatted(PAGE, { timeZone: zone, dateStyle: "full", timeStyle: "long" }, seconds);

export const shortMoment = (seconds, zone) =>
  formatted(
    PAGE,
    {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    },
    seconds,
  );

// What a Telegram client shows for a date_time entity: "r" is relative; w, d or D, t or T are weekday, date and time.
export function entityTime(seconds, format, zone, language, now) {
  const locale = readable(language || PAGE);
  if (!format) return null;
  if (format === "r") return relative(seconds - now, locale);
  const options = { timeZone: zone };
  if (format.includes("w")) options.weekday = "long";
  if (format.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return formatted(locale, options, seconds);
}

function relative(seconds, locale) {
  const words = new Intl.RelativeTimeFormat([locale, PAGE], { numeric: "auto" });
  const steps = [
    ["day", DAY],
    ["hour", 3600],
    ["minute", 60],
  ];
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return words.format(Math.round(seconds / length), unit);
}

// The moment `hours` o'clock of tomorrow in this zone, in seconds.
export function tomorrowAt(hours, now, zone) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
    })
      .formatToParts(now * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const midnight = Math.floor(now) - parts.hour * 3600 - parts.minute * 60 - parts.second;
  return midnight + DAY + hours * 3600;
}

export const age = (seconds) => (seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);
