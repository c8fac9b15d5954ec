import { AppError } from '@bonded/kernel';
import type { EgressResponse } from '../ports.ts';
import type {
  CredentialAnswer,
  TriedUpstream,
  UpstreamFormat,
  UpstreamFront,
} from '../repositories/index.ts';
import { type AskingPorts, askUpstream } from './ask-upstream.ts';
import type { AskedUpstream } from './upstream-settings.ts';
import { UpstreamTokens } from './upstream-tokens.ts';

/** By how it begins a document is known; more of it is not read. */
const startBytesMax = 64 * 1024;

/** Most servers of files show at their own address what they like. */
const anyFront: Omit<UpstreamFront, 'isOurs'> = { address: '' };

export interface TrialWish {
  readonly upstream: AskedUpstream;
  readonly format: UpstreamFormat | undefined;
}

type TrialPorts = Pick<AskingPorts, 'egress' | 'turns'>;

/**
 * Asks an upstream for what it shows to who asks for no package, by the way that fetches take:
 * guarded, in its turn, as whoever it knows us as. Whether a credential counts for anything is told
 * by what is answered without it.
 */
export function tryUpstream(
  { egress, turns }: TrialPorts,
  { upstream, format }: TrialWish,
  signal: AbortSignal,
): Promise<TriedUpstream> {
  const turn = { name: `document ${upstream.url.origin}`, signal };
  const front = format?.front;
  const ask = (as: AskedUpstream) => askFront({ egress, upstream: as, front }, signal);
  return turns.take(turn, async () => {
    const { start, ...answer } = await ask(upstream);
    const stranger = { ...upstream, userName: null, authorization: undefined };
    const hasCredential = upstream.authorization !== undefined;
    const asStranger = hasCredential ? (await ask(stranger)).status : answer.status;
    const isShown = front !== undefined && answer.status === 200;
    return {
      ...answer,
      isRecognised: isShown ? front.isOurs({ contentType: answer.contentType, start }) : null,
      credential: credentialAnswer(hasCredential, { own: answer.status, asStranger }),
    };
  });
}

interface FrontQuestion {
  readonly egress: AskingPorts['egress'];
  readonly upstream: AskedUpstream;
  readonly front: UpstreamFront | undefined;
}

type FrontReply = Omit<TriedUpstream, 'isRecognised' | 'credential'> & { readonly start: string };

async function askFront(
  { egress, upstream, front }: FrontQuestion,
  signal: AbortSignal,
): Promise<FrontReply> {
  const { address, accept = '*/*', sendsForTokens = false } = front ?? anyFront;
  const url = new URL(address, upstream.url);
  const startedMs = performance.now();
  const elapsed = () => Math.round(performance.now() - startedMs);
  // Tokens of other questions would answer this one.
  const tokens = new UpstreamTokens();
  const headers = { accept, 'accept-encoding': 'identity' };
  const question = { url, headers, scope: sendsForTokens ? '' : null, signal };
  try {
    await using answer = await askUpstream({ egress, tokens }, upstream, question);
    const { status, headers: said } = answer;
    const elapsedMs = elapsed();
    const start = status === 200 ? await startOf(answer) : '';
    const contentType = said['content-type'] ?? '';
    return { status, url: answer.url.href, elapsedMs, contentType, start };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'UPSTREAM_DENIED') throw error;
    return { status: 401, url: url.href, elapsedMs: elapsed(), contentType: '', start: '' };
  }
}

async function startOf({ body }: EgressResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes >= startBytesMax) break;
  }
  return Buffer.concat(chunks).subarray(0, startBytesMax).toString();
}

interface Statuses {
  readonly own: number;
  /** What it was without a credential. */
  readonly asStranger: number;
}

/** Some servers say of what one may not see that it is not there. */
function credentialAnswer(hasCredential: boolean, { own, asStranger }: Statuses): CredentialAnswer {
  if (own === 401 || own === 403) return hasCredential ? 'refused' : 'wanted';
  if (own >= 400) return 'untold';
  return asStranger >= 400 && asStranger < 500 ? 'accepted' : 'not-needed';
}
