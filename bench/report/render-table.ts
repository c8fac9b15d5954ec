import type { Limit } from '../measure/limits.ts';
import type { Figures, RowResult } from '../measure/measure-row.ts';

const mebibyte = 1024 ** 2;
const megabyte = 1e6;

function number(value: number): string {
  return value.toLocaleString(
    'en',
    value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );
}

function rate(unit: RowResult['unit'], figures: Figures): string {
  const text =
    unit === 'bytes' ? `${number(figures.rate / megabyte)} MB/s` : `${number(figures.rate)} /s`;
  return figures.isClientBound ? `${text} *` : text;
}

/** Ours divided by the peer's: above 1 we are faster. */
function ratioOf({ ours, peer }: RowResult): number | null {
  return peer === null ? null : ours.rate / peer.rate;
}

/** How ours compares, in words. */
export function verdictOf(result: RowResult): string {
  const ratio = ratioOf(result);
  if (ratio === null) return `${result.peerName} is not installed`;
  if (result.aim === null) return `${number(ratio)}×`;
  return `${number(ratio)}× (aim ${number(result.aim)}×: ${ratio >= result.aim ? 'met' : 'missed'})`;
}

function latency({ p95Ms }: Figures): string {
  return p95Ms === null ? '–' : `${number(p95Ms)} ms`;
}

function memory({ peakBytes }: Figures): string {
  return `${number(peakBytes / mebibyte)} MiB`;
}

function cellsOf(result: RowResult): readonly string[] {
  const { title, name, unit, ours, peer, peerName } = result;
  const both = (show: (figures: Figures) => string) =>
    peer === null ? show(ours) : `${show(ours)} / ${show(peer)}`;
  return [
    `${title} (\`${name}\`)`,
    rate(unit, ours),
    peer === null ? '–' : `${rate(unit, peer)} ${peerName}`,
    verdictOf(result),
    both(latency),
    both(({ cpuMs }) => `${number(cpuMs)} ms`),
    both(memory),
  ];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

const head = ['row', 'Bonded', 'peer', 'ratio', 'p95', 'CPU an operation', 'peak memory'];

/** The results as a Markdown table, which is as readable on a terminal. */
export function renderTable(results: readonly RowResult[], limits: readonly Limit[]): string {
  const rows = [
    line(head),
    line(head.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...results.map((result) => line(cellsOf(result))),
  ];
  const physical = limits.map(
    ({ title, bytesPerSecond }) => `- ${title}: ${number(bytesPerSecond / megabyte)} MB/s`,
  );
  const starred = results.some(({ ours, peer }) => ours.isClientBound || peer?.isClientBound);
  const note = starred
    ? ['', '\\* The load generator was busy all the time: the server could do more.']
    : [];
  const machine = limits.length === 0 ? [] : ['', 'Limits of this machine:', '', ...physical];
  return [...rows, ...note, ...machine].join('\n');
}
