/** Why a column is taken for its field, in words with numbers. Pure. */
import type { ColumnView } from "../../ipc/contract";
import { format, m } from "../../messages";

type Reason = Pick<ColumnView, "reason" | "detail" | "field">;

const words: Record<ColumnView["reason"], () => string> = {
  header: m.import_reason_header,
  content: m.import_reason_content,
  header_and_content: m.import_reason_header_and_content,
  roster: m.import_reason_content,
  header_and_roster: m.import_reason_header_and_content,
  remembered: m.import_reason_remembered,
  chosen: m.import_reason_chosen,
  unmapped: m.import_reason_unmapped,
};

type Match = (share: { fit: string; of: string }) => string;

/** What the look of a field's values is called. */
const looks: { [field in string]?: Match } = {
  email: m.import_match_email,
  national_id: m.import_match_cpf,
  company_tax_id: m.import_match_cnpj,
  mobile_number: m.import_match_phone,
};

/** "header, 1,186 of 1,190 values are on Wellhub’s roster" */
export function reasonText({ reason, detail, field }: Reason): string {
  const share = /^(\d+)\/(\d+)$/.exec(detail ?? "");
  if (!share) return words[reason]() + (detail ? `: ${detail}` : "");
  const [, fit, of] = share;
  const roster = reason === "roster" || reason === "header_and_roster";
  const match = roster ? m.import_match_roster : (looks[field ?? ""] ?? m.import_reason_match);
  const text = match({ fit: format.number(Number(fit)), of: format.number(Number(of)) });
  return reason.startsWith("header_and_") ? `${m.import_reason_header()}, ${text}` : text;
}
