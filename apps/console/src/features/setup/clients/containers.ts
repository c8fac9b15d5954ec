import {
  exportToken,
  isPlainHttp,
  lines,
  type SetupClient,
  type SetupInput,
  type Snippet,
  tokenVariable,
} from '../snippet.ts';

/** `registry.example/acme/images`: what every image of the repository begins with. */
const place = ({ url }: SetupInput): string => url.replace(/\/$/u, '');

const host = (input: SetupInput): string => place(input).split('/')[0] ?? '';

/** An option that a client needs where the registry has no certificate. */
function plain({ gatewayUrl }: SetupInput, option: string): string {
  return isPlainHttp(gatewayUrl) ? ` ${option}` : '';
}

function signIn(input: SetupInput, command: string): Snippet {
  const login = `${command} --username token --password-stdin ${host(input)}`;
  const text = lines(exportToken(input.token), `echo "$${tokenVariable}" | ${login}`);
  return { step: 'configure', text };
}

export const docker: SetupClient = {
  name: 'docker',
  snippets: (input) => [
    signIn(input, 'docker login'),
    { step: 'install', text: `docker pull ${place(input)}/<image>:<tag>` },
    {
      step: 'publish',
      text: lines(
        `docker tag <image>:<tag> ${place(input)}/<image>:<tag>`,
        `docker push ${place(input)}/<image>:<tag>`,
      ),
    },
  ],
};

export const podman: SetupClient = {
  name: 'podman',
  snippets: (input) => {
    const insecure = plain(input, '--tls-verify=false');
    return [
      signIn(input, `podman login${insecure}`),
      { step: 'install', text: `podman pull${insecure} ${place(input)}/<image>:<tag>` },
      {
        step: 'publish',
        text: `podman push${insecure} <image>:<tag> ${place(input)}/<image>:<tag>`,
      },
    ];
  },
};

export const skopeo: SetupClient = {
  name: 'skopeo',
  snippets: (input) => {
    const image = `docker://${place(input)}/<image>:<tag>`;
    return [
      signIn(input, `skopeo login${plain(input, '--tls-verify=false')}`),
      {
        step: 'install',
        text: `skopeo copy${plain(input, '--src-tls-verify=false')} ${image} oci:<folder>:<tag>`,
      },
      {
        step: 'publish',
        text: `skopeo copy${plain(input, '--dest-tls-verify=false')} oci:<folder>:<tag> ${image}`,
      },
    ];
  },
};

export const oras: SetupClient = {
  name: 'oras',
  snippets: (input) => {
    const insecure = plain(input, '--plain-http');
    return [
      signIn(input, `oras login${insecure}`),
      { step: 'install', text: `oras pull${insecure} ${place(input)}/<name>:<tag>` },
      { step: 'publish', text: `oras push${insecure} ${place(input)}/<name>:<tag> <file>` },
    ];
  },
};

/** Charts as OCI artifacts, which is where Helm itself has gone. */
export const helmOci: SetupClient = {
  name: 'helm',
  snippets: (input) => {
    const insecure = plain(input, '--plain-http');
    return [
      signIn(input, `helm registry login${insecure}`),
      {
        step: 'install',
        text: `helm install <release>${insecure} oci://${place(input)}/<chart> --version <version>`,
      },
      {
        step: 'publish',
        text: lines(
          'helm package <folder>',
          `helm push${insecure} <chart>-<version>.tgz oci://${place(input)}`,
        ),
      },
    ];
  },
};
