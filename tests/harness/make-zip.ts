import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: string | Uint8Array;
  /** as it is, without packing */
  stored?: boolean;
  /** what the zip file says of it, where that is not true */
  claims?: { size?: number; crc?: number; encrypted?: boolean; method?: number };
}

/** A zip file of these parts, in this order. */
export function makeZip(parts: readonly ZipPart[]): Uint8Array<ArrayBuffer> {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { local, central } = headers(part, offset);
    files.push(local);
    list.push(central);
    offset += local.length;
  }
  const listed = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...files, listed, end]));
}

function headers({ name, content, stored = false, claims = {} }: ZipPart, offset: number) {
  const raw = Buffer.from(content);
  const data = stored ? raw : deflateRawSync(raw);
  const named = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE((claims.encrypted === true ? 1 : 0) + 0x800, 2);
  common.writeUInt16LE(claims.method ?? (stored ? 0 : 8), 4);
  common.writeUInt32LE(claims.crc ?? crc32(raw), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(claims.size ?? raw.length, 18);
  common.writeUInt16LE(named.length, 22);
  const after = Buffer.alloc(14);
  after.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, named, data]),
    central: Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, after, named]),
  };
}
