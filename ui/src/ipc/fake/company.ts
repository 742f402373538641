/** A made-up company of 1,243 people, the same at every start. Nobody in it exists; addresses end in .example. */
export interface Person {
  key: string;
  name: string;
  email: string;
  department: string;
  costCenter: string;
}

const first =
  "Marina Otávio Renata Íris Joaquín Benedita Caio Dolores Fátima Gael Helena Inácio Julia Karim Lourdes Mateus Nuria Oscar Paloma Quirino Rosa Santiago Teresa Ulisses Violeta Wagner Ximena Yara Zélia Amparo Bruno Cecília Damián Estela Fabrício Grace Hugo Isaura Jorge Kátia".split(
    " ",
  );
const middle =
  "Duarte Lacerda Sá Caldeira Ibarra Fontoura Brandão Etxeberria Quaresma Montenegro Vasconcelos Prado Siqueira Arrieta Bastos Carvajal Dornelas Estrada Figueiroa Galindo Holloway".split(
    " ",
  );
const last =
  "Pires Monteiro Nunes Solís Reis Pinho Amaral Batista Cordeiro Dávila Esteves Farias Góes Hidalgo Jardim Kowalski Lobato Meireles Nóbrega Olmedo Peixoto Queiroz Rangel".split(
    " ",
  );
export const departments = ["People", "Finance", "Sales", "Logistics", "Engineering", "Support", "Weaving"];

/** A small generator, so that every start tells the same story. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/** The opaque id of the person with that key; null for a key that nobody has. */
export function rosterId(key: string): string | null {
  const index = (Number(key) - 2_300) / 3;
  return Number.isInteger(index) && index >= 0 ? index.toString(16).padStart(16, "0") : null;
}

/** `count` people with ascending employee ids. */
export function people(count: number): Person[] {
  const next = sequence(1_243);
  const pick = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? "";
  return Array.from({ length: count }, (_, index) => {
    const names = [pick(first), pick(middle), pick(last)];
    return {
      key: String(2_300 + index * 3).padStart(6, "0"),
      name: names.join(" "),
      email: `${plain(names[0] ?? "")}.${plain(names[2] ?? "")}${index}@aurora.example`,
      department: pick(departments),
      costCenter: `CC-${String(1 + Math.floor(next() * 24)).padStart(3, "0")}`,
    };
  });
}
