import { parseJson } from '@bonded/http';
import { AppError } from '@bonded/kernel';
import { z } from 'zod';
import { attestationInvalid } from './errors.ts';

const attestationsMax = 16;
const bytesMax = 1024 * 1024;
const jsonLimits = { depthMax: 32, membersMax: 20_000, uniqueKeys: true };

/** PEP 740 knows two: what an index says of a publisher, and SLSA's provenance. */
const predicateType = /^https:\/\/[a-z.]{1,80}\/(?:attestations\/publish|provenance)\/v1$/;

/** PEP 740: what is signed is an in-toto statement about one file. */
const attestation = z.looseObject({
  version: z.literal(1),
  verification_material: z.looseObject({ certificate: z.string() }),
  envelope: z.looseObject({ statement: z.base64(), signature: z.base64() }),
});
const statement = z.looseObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.tuple([
    z.looseObject({ name: z.string(), digest: z.looseObject({ sha256: z.string() }) }),
  ]),
  predicateType: z.string().regex(predicateType),
});

export interface AttestedFile {
  readonly fileName: string;
  readonly sha256: string;
}

/**
 * The provenance of a file (PEP 740) from the attestations that came with it: each has to be about
 * this very file. Signatures are for whoever relies on them to check; we vouch for nobody's.
 *
 * @throws AppError `PYPI_ATTESTATION_INVALID`
 */
export function provenanceOf(text: string, file: AttestedFile): string {
  const bytes = Buffer.from(text);
  if (bytes.length > bytesMax) throw attestationInvalid('The attestations are too large.');
  const list = z.array(attestation).min(1).max(attestationsMax);
  const parsed = list.safeParse(parseJson(bytes, jsonLimits));
  if (!parsed.success) {
    throw attestationInvalid('The attestations cannot be read.', { cause: parsed.error });
  }
  const attestations = parsed.data;
  for (const each of attestations) requireSubject(each.envelope.statement, file);
  const publisher = { kind: 'Unverified', claims: null };
  return JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations }] });
}

/** PEP 740: what an index says of all attestations about a file, and of who made them. */
const provenance = z.looseObject({
  version: z.literal(1),
  attestation_bundles: z
    .array(z.looseObject({ attestations: z.array(attestation).min(1).max(attestationsMax) }))
    .min(1)
    .max(attestationsMax),
});

/**
 * The provenance that another index gives of a file, as it came, or null where it is none that we
 * know, which proves nothing to anybody here.
 *
 * @throws AppError `PYPI_ATTESTATION_INVALID` of one that is about another file
 */
export function knownProvenance(text: string, file: AttestedFile): string | null {
  const bytes = Buffer.from(text);
  if (bytes.length > bytesMax) return null;
  const parsed = provenance.safeParse(readJson(bytes));
  if (!parsed.success) return null;
  const attestations = parsed.data.attestation_bundles.flatMap((bundle) => bundle.attestations);
  const statements = attestations.map((each) => readStatement(each.envelope.statement));
  if (statements.some((each) => each === null)) return null;
  for (const each of statements) if (each !== null) requireAbout(each, file);
  return text;
}

function readJson(bytes: Buffer): unknown {
  try {
    return parseJson(bytes, jsonLimits);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function readStatement(encoded: string): z.output<typeof statement> | null {
  return statement.safeParse(readJson(Buffer.from(encoded, 'base64'))).data ?? null;
}

function requireSubject(encoded: string, file: AttestedFile): void {
  const parsed = statement.safeParse(parseJson(Buffer.from(encoded, 'base64'), jsonLimits));
  if (!parsed.success) {
    throw attestationInvalid('A statement of the attestations cannot be read.', {
      cause: parsed.error,
    });
  }
  requireAbout(parsed.data, file);
}

function requireAbout({ subject }: z.output<typeof statement>, file: AttestedFile): void {
  const [{ name, digest }] = subject;
  if (name === file.fileName && digest.sha256 === file.sha256) return;
  throw attestationInvalid('An attestation is about another file.');
}
