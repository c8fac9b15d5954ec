import type { Format } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { docker, helmOci, oras, podman, skopeo } from './clients/containers.ts';
import { bonded, curl, tus } from './clients/files.ts';
import { bun, npm, pnpm, yarn } from './clients/javascript.ts';
import { gradle, maven } from './clients/jvm.ts';
import { cargo, composer, dotnet, go, helm, nuget } from './clients/languages.ts';
import { pip, poetry, twine, uv } from './clients/python.ts';
import type { SetupClient, SetupInput, Snippet } from './snippet.ts';

/** The clients of each format, the usual one first. */
export const clientsOf: Readonly<Record<Format, readonly [SetupClient, ...SetupClient[]]>> = {
  NPM: [npm, pnpm, yarn, bun],
  PYPI: [pip, uv, twine, poetry],
  MAVEN: [maven, gradle],
  OCI: [docker, podman, skopeo, oras, helmOci],
  NUGET: [dotnet, nuget],
  GO: [go],
  COMPOSER: [composer],
  HELM: [helm],
  CARGO: [cargo],
  RAW: [curl, bonded, tus],
};

/**
 * Everything a client needs, ready to paste. Pure: the token goes into the text and nowhere else.
 */
export function snippetsFor(client: SetupClient, input: SetupInput): readonly Snippet[] {
  return client.snippets(input);
}

/** All steps as one text, each under its name and the file that it belongs into. */
export function allOf(snippets: readonly Snippet[]): string {
  return snippets
    .map(({ step, file, text }) => {
      const title = t(`setup.${step}`);
      return `# ${file === undefined ? title : `${title}: ${file}`}\n${text}\n`;
    })
    .join('\n');
}
