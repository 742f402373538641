/** Days of date fields as points in time. Pure. */

/** The beginning of a day of a date field, such as 2026-03-12, in the person's own time; `later` days after it. */
export function dayBegins(day: string, later = 0): string | null {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return null;
  const begins = new Date(year, month - 1, date + later);
  return Number.isNaN(begins.getTime()) ? null : begins.toISOString();
}
