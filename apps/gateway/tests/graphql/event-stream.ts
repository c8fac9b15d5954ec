import type { TestGateway } from './gateway.ts';

export interface EventStream {
  readonly response: Response;
  /** The data of each event so far. */
  readonly events: readonly Event[];
  /** True when the server has ended the stream. */
  isOver(): boolean;
  /** How often the server has said that it is still there. */
  pings(): number;
  close(): void;
}

/** What one event says, by subscription field. */
interface Event {
  readonly data?: Partial<Readonly<Record<string, Readonly<Record<string, unknown>>>>>;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Opens a subscription as a browser does: POST, answered as server-sent events. */
export async function openStream(
  gateway: TestGateway,
  query: string,
  credential?: string,
): Promise<EventStream> {
  const hangUp = new AbortController();
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
    },
    body: JSON.stringify({ query }),
    signal: hangUp.signal,
  });
  const seen = { events: [] as Event[], pings: 0, isOver: false };
  void read(response, seen).catch(() => {
    seen.isOver = true;
  });
  return {
    response,
    events: seen.events,
    isOver: () => seen.isOver,
    pings: () => seen.pings,
    close: () => hangUp.abort(),
  };
}

async function read(
  response: Response,
  seen: { events: Event[]; pings: number; isOver: boolean },
): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (data !== undefined) seen.events.push(JSON.parse(data) as Event);
      if (block.startsWith(':')) seen.pings += 1;
    }
  }
  seen.isOver = true;
}
