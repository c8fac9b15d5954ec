import { importAdvisories } from '@bonded/core/clearance';
import { mutation } from '../mutation.ts';
import { AdvisoryImport } from './advisory-import.ts';

mutation('importAdvisories', {
  needs: 'advisory:import',
  audits: 'advisory.import',
  input: (t) => ({
    source: t.string({ required: true }),
  }),
  payload: { import: AdvisoryImport },
  resolve: async ({ ports, actor }, input) => ({
    import: await importAdvisories(ports, actor, input),
  }),
});
