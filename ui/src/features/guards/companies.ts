/** Companies by name, however their tax ids are punctuated. */

const bare = (taxId: string) => taxId.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();

/** The name of a company, or its tax id where Wellhub tells no name. */
export function companyName(taxId: string, companies: readonly { company: string; name: string }[]): string {
  const known = companies.find((each) => bare(each.company) === bare(taxId));
  return known?.name || known?.company || taxId;
}
