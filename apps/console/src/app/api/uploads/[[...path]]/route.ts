import type { NextRequest } from 'next/server';
import { uploadRoute } from '#lib/server/upload-route.ts';

interface UploadContext {
  readonly params: Promise<{ path?: string[] }>;
}

const handle = async (request: NextRequest, context: UploadContext): Promise<Response> => {
  const { path } = await context.params;
  return uploadRoute(request, path?.join('/'));
};

export { handle as DELETE, handle as HEAD, handle as OPTIONS, handle as PATCH, handle as POST };
