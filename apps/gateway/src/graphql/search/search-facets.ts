import { countFacets, type Facet, type Facets } from '@bonded/core/search';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';

const SearchFacetKind = builder.enumType('SearchFacetKind', {
  values: {
    STATE: { value: 'state' },
    SEVERITY: { value: 'severity' },
    FORMAT: { value: 'format' },
    PROJECT: { value: 'project' },
    REPOSITORY: { value: 'repository' },
  } as const,
});

const SearchFacet = builder.objectRef<Facet>('SearchFacet').implement({
  fields: (t) => ({
    kind: t.field({ ...visible, type: SearchFacetKind, resolve: ({ kind }) => kind }),
    term: t.exposeString('term', { ...visible, description: 'What to add to the search.' }),
    count: t.exposeInt('count', {
      ...visible,
      description: 'How many of the artifacts that were found it would leave.',
    }),
  }),
});

const SearchFacets = builder.objectRef<Facets>('SearchFacets').implement({
  fields: (t) => ({
    isPartial: t.exposeBoolean('isPartial', {
      ...visible,
      description: 'Whether more are found than are counted: then these are the newest of them.',
    }),
    countedTotal: t.exposeInt('countedTotal', visible),
    facets: t.field({ ...visible, type: [SearchFacet], resolve: ({ facets }) => [...facets] }),
  }),
});

builder.queryField('searchFacets', (t) =>
  t.field({
    ...visible,
    type: SearchFacets,
    description:
      'By which terms a search for artifacts could be narrowed, the most frequent first.',
    args: { query: t.arg.string({ required: true }) },
    resolve: (_root, { query }, { ports, actor }) => countFacets(ports, actor, { query }),
  }),
);
