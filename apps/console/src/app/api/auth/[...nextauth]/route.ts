import NextAuth from 'next-auth';
import { authOptions } from '#lib/session/auth-options.ts';

type AuthHandler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;

const handle: AuthHandler = async (request, context) => {
  // The settings are read here and not while building, where there are none.
  const answer = NextAuth(authOptions()) as AuthHandler;
  return answer(request, context);
};

export { handle as GET, handle as POST };
