/** The names of encodings and delimiters in plain words, and a steady order for choices whose first one changes. */
import { m } from "../../messages";

const encodings: Record<string, () => string> = {
  "utf-8": m.encoding_utf_8,
  "utf-16le": m.encoding_utf_16,
  "utf-16be": m.encoding_utf_16,
  "windows-1252": m.encoding_windows_1252,
  "iso-8859-1": m.encoding_iso_8859_1,
  "iso-8859-15": m.encoding_iso_8859_15,
  macintosh: m.encoding_macintosh,
  ibm850: m.encoding_ibm850,
};

/** "Windows, Western European"; an encoding that has no plain words keeps its name. */
export function encodingName(name: string): string {
  return encodings[name.toLowerCase()]?.() ?? name;
}

const delimiters: Record<string, () => string> = {
  ";": m.delimiter_semicolon,
  ",": m.delimiter_comma,
  "\t": m.import_delimiter_tab,
  "|": m.delimiter_pipe,
};

/** "semicolon"; any other character stands for itself. */
export function delimiterName(delimiter: string): string {
  return delimiters[delimiter]?.() ?? delimiter;
}

/** Remembers an order: as long as the same choices are given, they keep the places that they first had. */
export function steady<K>(): <T>(choices: readonly T[], key: (choice: T) => K) => T[] {
  let order: K[] = [];
  return (choices, key) => {
    const keys = choices.map(key);
    const same = keys.length === order.length && keys.every((each) => order.includes(each));
    if (!same) order = keys;
    return [...choices].sort((a, b) => order.indexOf(key(a)) - order.indexOf(key(b)));
  };
}
