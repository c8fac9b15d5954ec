import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import { placeOption } from '../place.ts';
import { artifactOrders, artifactStates, formats, severities } from '../words.ts';
import { artifact } from './artifact.ts';

export const listArtifacts = listCommand({
  usage: 'list [place]',
  says: 'List artifacts: everywhere, of a project, or of a project/repository',
  options: [
    { flags: '--search <text>', says: 'only those with this in their name or version' },
    { flags: '--state <state>', says: 'only these', choices: artifactStates, isMany: true },
    { flags: '--format <format>', says: 'only those of one format', choices: formats },
    { flags: '--advisory <id>', says: 'only those with this finding' },
    { flags: '--severity <severity>', says: 'only findings from here on', choices: severities },
    { flags: '--cooling', says: 'only those that are held because they are young' },
    { flags: '--purl <purl>', says: 'only those with this package URL' },
    { flags: '--digest <sha256>', says: 'only those with this content' },
    { flags: '--order <order>', says: 'which come first (newest)', choices: artifactOrders },
  ],
  shape: artifact,
  document: `query Artifacts(
    $first: Int!, $after: String, $filter: ArtifactFilter, $orderBy: ArtifactOrder
  ) {
    artifacts(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      ${pageFields} nodes { ${artifact.fields} }
    }
  }`,
  at: 'artifacts',
  variables: (call) => ({
    orderBy: call.word('order') ?? 'NEWEST',
    filter: {
      ...placeOption(call.args[0]),
      search: call.text('search'),
      states: call.words('state'),
      format: call.word('format'),
      advisory: call.text('advisory'),
      severityAtLeast: call.word('severity'),
      // Left out, it is no filter.
      isCooling: call.choice('cooling'),
      purl: call.text('purl'),
      digest: call.text('digest'),
    },
  }),
});
