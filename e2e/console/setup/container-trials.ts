import { writeImage } from '../../clients/oci/image-layout.ts';
import type { Trial } from './trial.ts';

const tag = { image: 'tools/one', tag: 'latest' };

const skopeo: Trial = async (desk, { name }) => {
  const source = await desk.folder('source');
  await writeImage(`${source}/layout`, name);
  await desk.take('configure', source);
  await desk.take('publish', source, { words: { ...tag, folder: 'layout' } });
  await desk.take('install', source, { words: { ...tag, folder: 'fetched' } });
  await desk.requireFile(source, 'fetched/index.json');
};

const oras: Trial = async (desk, { name }) => {
  const source = await desk.folder('source', { 'notes.txt': name });
  await desk.take('configure', source);
  const words = { name: 'notes', tag: 'latest', file: 'notes.txt' };
  await desk.take('publish', source, { words });
  const consumer = await desk.folder('consumer');
  await desk.take('install', consumer, { words });
  await desk.terminal.type(consumer, 'cmp notes.txt ../source/notes.txt');
};

/** Charts, in a repository of their own kind and in one of images. */
const helm: Trial = async (desk, { name }) => {
  const source = await desk.folder('source', {
    'chart/Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    'chart/templates/map.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n',
  });
  await desk.take('configure', source);
  const words = { folder: 'chart', chart: name, version: '1.0.0', release: 'ours' };
  await desk.take('publish', source, { words });
  await desk.take('install', await desk.folder('consumer'), { words });
};

export const containerTrials: Readonly<Record<string, Trial>> = { skopeo, oras, helm };
export const chartTrials: Readonly<Record<string, Trial>> = { helm };
