import { z } from 'zod';
import { parseYaml } from '../../archives/yaml.ts';
import { chartPath, type ReadOptions, readChart } from './chart.ts';
import { provenanceInvalid } from './errors.ts';

export const provenanceBytesMax = 1024 * 1024;

export interface Provenance {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the chart that it vouches for, in hex. */
  readonly digest: string;
}

const files = z.object({ files: z.record(z.string(), z.string()) });
/** Strict: bytes that are no UTF-8 would be other names to other programs. */
const utf8 = new TextDecoder('utf-8', { fatal: true });
const begin = '-----BEGIN PGP SIGNED MESSAGE-----';
const signature = '\n-----BEGIN PGP SIGNATURE-----';

/**
 * What a `.prov` is about: a signed message of the chart's `Chart.yaml`, three dots, and the
 * digest of its archive. Whose signature it is, clients judge by their own keys.
 *
 * @throws AppError `HELM_PROVENANCE_INVALID`
 */
export function readProvenance(bytes: Buffer, options: ReadOptions = {}): Provenance {
  try {
    const [chartYaml, filesYaml] = partsOf(utf8.decode(bytes).replaceAll('\r\n', '\n'));
    const { name, version } = readChart(Buffer.from(chartYaml), options);
    const { files: listed } = files.parse(parseYaml(Buffer.from(filesYaml)));
    const fileName = chartPath(name, version).slice('charts/'.length);
    const digest = /^sha256:([0-9a-f]{64})$/.exec(listed[fileName] ?? '')?.[1];
    if (digest === undefined) throw provenanceInvalid(`It says nothing of ${fileName}.`);
    return { name, version, digest };
  } catch (cause) {
    throw provenanceInvalid('The provenance is not as "helm package --sign" makes it.', { cause });
  }
}

/** The signed text, in its two parts (RFC 9580 §7: lines with a dash are escaped by another). */
function partsOf(text: string): readonly [string, string] {
  const from = text.indexOf('\n\n');
  const to = text.indexOf(signature);
  if (!text.startsWith(begin) || from === -1 || to < from) throw new Error('no signed message');
  const message = text.slice(from + 2, to).replaceAll(/^- /gm, '');
  const dots = message.indexOf('\n...\n');
  if (dots === -1) throw new Error('no second part');
  return [message.slice(0, dots), message.slice(dots + '\n...\n'.length)];
}
