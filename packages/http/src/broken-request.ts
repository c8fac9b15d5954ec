import type { Socket } from 'node:net';

/** What the parser reports about a request that never became one. */
interface ParserError extends Error {
  readonly code?: string;
}

const statusTexts = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Header Fields Too Large' };

/**
 * Answers bytes that are no valid request and closes. Nothing after them on the connection is
 * read: where framing is in doubt, a second request could be smuggled in.
 */
export function answerBrokenRequest(error: ParserError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOf(error.code);
  const body = JSON.stringify({
    error: { code: 'REQUEST_INVALID', message: 'The request is not valid HTTP.', requestId: '' },
  });
  socket.end(
    [
      `HTTP/1.1 ${status} ${statusTexts[status]}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}

function statusOf(code: string | undefined): keyof typeof statusTexts {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}
