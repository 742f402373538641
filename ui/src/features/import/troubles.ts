/** What is still missing in the columns, in words. */
import type { ImportView } from "../../ipc/contract";
import { m } from "../../messages";
import type { ColumnsTrouble } from "./columns";
import { fieldName } from "./fields";

export function troubleText(trouble: ColumnsTrouble, view: Pick<ImportView, "columns">): string {
  const header = (column: number) => {
    const found = view.columns.find((each) => each.column === column);
    return found?.header || found?.letter || "";
  };
  switch (trouble.kind) {
    case "unkeyed":
      return m.import_columns_unkeyed({ field: fieldName(trouble.field) });
    case "twice":
      return m.import_columns_twice({ field: fieldName(trouble.field) });
    case "values":
      return m.import_columns_values_open({ header: header(trouble.column) });
    case "unnamed":
      return m.import_columns_unnamed({ header: header(trouble.column) });
    case "company":
      return m.import_company_choose();
  }
}
