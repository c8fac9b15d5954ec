/** The process answers; whether the gateway does is the gateway's own readiness to tell. */
export const GET = (): Response => Response.json({ status: 'ok' });

export const dynamic = 'force-dynamic';
