/**
 * Numbers, dates and spans in the person's language: the one place where Intl is called.
 * Dates are unambiguous (12 Mar 2026), never all digits.
 */
import { language } from "./language.svelte";

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function made<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  kind: string,
  make: (locale: string) => T,
): T {
  const key = `${language.current} ${kind}`;
  let formatter = cache.get(key) as T | undefined;
  if (!formatter) cache.set(key, (formatter = make(language.current)));
  return formatter;
}

/** 1243 → "1,243". */
export function number(value: number): string {
  return made("number", (locale) => new Intl.NumberFormat(locale, { useGrouping: "always" })).format(value);
}

/** A share between 0 and 1 → "2.6%", with at most one decimal. */
export function percent(share: number): string {
  return made(
    "percent",
    (locale) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }),
  ).format(share);
}

/** Bytes → "212 kB". */
export function bytes(count: number): string {
  const [unit, by] = count < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  return made(
    unit,
    (locale) =>
      new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: count < 1e6 ? 0 : 1 }),
  ).format(count / by);
}

/** A day as YYYY-MM-DD, or an instant as RFC 3339; a bare day is never shifted by the time zone. */
function instant(value: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00` : value);
}

/** "12 Mar 2026". */
export function date(value: string): string {
  return parts(value, { day: "numeric", month: "short", year: "numeric" });
}

/** "Mon 16 Nov 2026". */
export function dateWithDay(value: string): string {
  return parts(value, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
}

/** "12 Mar 2026, 14:05". */
export function dateTime(value: string): string {
  return `${date(value)}, ${time(value)}`;
}

/** "14:05". */
export function time(value: string): string {
  return made(
    "time",
    (locale) => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  ).format(instant(value));
}

/** A month as YYYY-MM → "Nov 2026"; short → "Nov". */
export function month(value: string, short = false): string {
  return parts(`${value}-15`, short ? { month: "short" } : { month: "short", year: "numeric" });
}

/** Day before month in every language, without the dots and the "de" that Intl would add. */
function parts(value: string, options: Intl.DateTimeFormatOptions): string {
  const formatter = made(JSON.stringify(options), (locale) => new Intl.DateTimeFormat(locale, options));
  const found = new Map(formatter.formatToParts(instant(value)).map((part) => [part.type, part.value]));
  return (["weekday", "day", "month", "year"] as const)
    .map((type) => found.get(type)?.replace(/\.$/, ""))
    .filter(Boolean)
    .join(" ");
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "4 minutes ago", "in 18 days", seen from `now`. */
export function relative(value: string, now: Date): string {
  const seconds = (instant(value).getTime() - now.getTime()) / 1000;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["minute", 60];
  return made("relative", (locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" })).format(
    Math.round(seconds / size),
    unit,
  );
}

/** Milliseconds → "0.9 s", "1 min 2 s". */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 0.05) return `< ${decimal(0.1)} s`;
  if (seconds < 10) return `${decimal(seconds)} s`;
  const whole = Math.round(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes === 0) return `${whole} s`;
  return rest === 0 ? `${number(minutes)} min` : `${number(minutes)} min ${rest} s`;
}

function decimal(value: number): string {
  return made(
    "decimal",
    (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  ).format(value);
}

/** ["B17", "B18"] → "B17 and B18". */
export function list(values: readonly string[]): string {
  return new Intl.ListFormat(language.current, { type: "conjunction" }).format(values);
}
