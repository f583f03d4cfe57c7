/** An IP address as a number of so many bits. */
export type Address = Readonly<{ bits: 32 | 128; value: bigint }>;

/** A range of addresses: those that share the first `prefix` bits. */
export type Range = Readonly<{ bits: 32 | 128; value: bigint; prefix: number }>;

/** Reads an address as a resolver writes it; undefined for anything else, such as octal octets or a zone. */
export function parseAddress(text: string): Address | undefined {
  const value = text.includes(':') ? parse6(text) : parse4(text);
  return value === undefined ? undefined : { bits: text.includes(':') ? 128 : 32, value };
}

/** Reads `10.0.0.0/8`. Ranges are our own constants, so a wrong one is a bug. */
export function range(text: string): Range {
  const [base = '', prefix = ''] = text.split('/');
  const address = parseAddress(base);
  if (address === undefined) throw new Error(`${text} is not a range of addresses`);
  return { ...address, prefix: Number(prefix) };
}

/** Whether an address lies in a range. */
export const within = (address: Address, { bits, value, prefix }: Range): boolean =>
  address.bits === bits && address.value >> BigInt(bits - prefix) === value >> BigInt(bits - prefix);

/** The IPv4 address that an IPv6 one carries in its last 32 bits. */
export const embedded = (address: Address): Address => ({ bits: 32, value: address.value & 0xffff_ffffn });

function parse4(text: string): bigint | undefined {
  const octets = text.split('.');
  // A leading zero is octal to some and decimal to others: such an address is refused, not guessed.
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet))) return undefined;
  if (!octets.every((octet) => Number(octet) <= 255)) return undefined;
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function parse6(text: string): bigint | undefined {
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const carried = tail.includes('.') ? parse4(tail) : undefined;
  if (tail.includes('.') && carried === undefined) return undefined;
  const last =
    carried === undefined ? tail : `${(carried >> 16n).toString(16)}:${(carried & 0xffffn).toString(16)}`;
  const halves = (text.slice(0, text.lastIndexOf(':') + 1) + last).split('::').map(groups);
  const [head, rest] = halves;
  if (head === undefined || halves.length > 2) return undefined;
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array<string>(rest === undefined ? 0 : missing).fill('0'), ...(rest ?? [])];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

const groups = (half: string): readonly string[] => (half === '' ? [] : half.split(':'));
