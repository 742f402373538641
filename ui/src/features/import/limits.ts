/** The limits of a plan in words. */
import type { GaugeView, PlanView } from "../../ipc/contract";
import { format, m } from "../../messages";
import { fieldName } from "./fields";

/** A field's limit is worth a look once half of it is used; the three of people always are. */
export const gaugesWorthALook = (plan: PlanView): GaugeView[] =>
  plan.gauges.filter((gauge) => gauge.kind !== "field" || gauge.over || gauge.value * 2 >= gauge.limit);

export function gaugeLabel(gauge: GaugeView): string {
  const kinds = {
    removals: m.import_gauge_removals,
    additions: m.import_gauge_additions,
    changed: m.import_gauge_changed,
    field: () => fieldName(gauge.field ?? ""),
  };
  const kind = kinds[gauge.kind]();
  return gauge.company ? m.import_gauge_company({ kind, company: gauge.company }) : kind;
}

export const gaugeText = (gauge: GaugeView): string =>
  m.import_gauge_of({ value: format.number(gauge.value), limit: format.number(gauge.limit) });
