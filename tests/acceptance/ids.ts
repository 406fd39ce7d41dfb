/** Rows of the acceptance list; `PY-1a-e` stands for five cases. */
const rows = `
CP-01 CP-02 CP-03 CP-04 CP-05 CP-06 CP-07 CP-08 CP-09 CP-10
ST-01 ST-02 ST-03 ST-04 ST-05 ST-06 ST-07 ST-08 ST-09 ST-10
FT-01 FT-02 FT-03 FT-04 FT-05 FT-06 FT-07 FT-08 FT-09 FT-10 FT-11 FT-12
DC-01 DC-02 DC-03 DC-04 DC-05
BC-01 BC-02 BC-03 BC-04 BC-05
EC-01 EC-02 EC-03 EC-04 EC-05 EC-06 EC-07 EC-08
PY-1a-e PY-2a-b PY-3a-c PY-4a-b PY-5a PY-6a-b PY-7a-b PY-8a-d PY-9a-b PY-10a-c PY-11a-b PY-12a-b PY-13a-b PY-14a-b
ND-1a-b ND-3a-f ND-4a-b ND-5a-b ND-6a-c ND-7a-b
RS-01 RS-02 RS-03 RS-04 RS-05 RS-06 RS-07 RS-08 RS-09 RS-10 RS-11 RS-12
SE-01 SE-02 SE-03 SE-04 SE-05 SE-06 SE-07 SE-08 SE-09 SE-10 SE-11
DL-01 DL-02 DL-03 DL-04
AC-01 AC-02 AC-03 AC-04 AC-05
FE-1a-b FE-2a-c FE-3a-c FE-4a-c FE-5a-c FE-6a-d FE-7a-c FE-8a-b
FE-9 FE-10 FE-11 FE-12 FE-13 FE-14 FE-15 FE-16 FE-17 FE-18
`;

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

function expand(row: string): string[] {
  const [, stem, first, last] = /^(.*\d)([a-z])-([a-z])$/.exec(row) ?? [];
  if (stem === undefined || first === undefined || last === undefined) return [row];
  return Array.from(alphabet.slice(alphabet.indexOf(first), alphabet.indexOf(last) + 1), (letter) => stem + letter);
}

/** Every acceptance id, in the order of the list. */
export const acceptanceIds: readonly string[] = rows.trim().split(/\s+/).flatMap(expand);
