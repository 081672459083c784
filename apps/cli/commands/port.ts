import { InvalidArgumentError } from 'commander';

/** A port to listen on; 0 is any that is free. */
export function port(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= 65_535) return number;
  throw new InvalidArgumentError('0 - 65535');
}
