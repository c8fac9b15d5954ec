import { graphqlRoute } from '#lib/server/graphql-route.ts';

export { graphqlRoute as POST };
