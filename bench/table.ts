import { reached, type Result } from './result.js';

/** The results of one size as lines of a table. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.name,
    measured(result),
    spread(result),
    peer(result),
    result.ratio === undefined ? '' : `${number(result.ratio)}x`,
    target(result),
    verdict(result),
  ]);
  const head = ['question', 'register', 'p50 / p95 / p99 (n)', 'against', 'ratio', 'target', ''];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  const notes = results.flatMap(({ name, note }) => (note === undefined ? [] : [`- ${name}: ${note}`]));
  return [...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

function measured({ value, unit }: Result): string {
  return `${number(value)} ${unit}`;
}

function spread({ percentiles }: Result): string {
  if (!percentiles) return '';
  const { p50, p95, p99, n } = percentiles;
  return `${[p50, p95, p99].map(number).join(' / ')} ms (${n})`;
}

function peer({ peer: against, unit }: Result): string {
  return against ? `${against.name}: ${number(against.value)} ${unit}` : '';
}

function target({ least, most, peer: against }: Result): string {
  const unit = against ? 'x' : '';
  if (least !== undefined) return `>= ${number(least)}${unit}`;
  return most === undefined ? '' : `<= ${number(most)}${unit}`;
}

function verdict(result: Result): string {
  const is = reached(result);
  return is === undefined ? '' : is ? 'reached' : 'MISSED';
}

function number(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3);
}
