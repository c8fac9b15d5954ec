import {
  exportToken,
  isPlainHttp,
  lines,
  type SetupClient,
  type SetupInput,
  tokenVariable,
  withCredentials,
  withSlash,
} from '../snippet.ts';

/** Indexes know a token by this user name. */
const tokenUser = '__token__';

/** Uploads go to the repository itself, which is the index without its last folder. */
function uploadUrl({ url }: SetupInput): string {
  return withSlash(url).replace(/simple\/$/u, '');
}

export const pip: SetupClient = {
  name: 'pip',
  snippets: ({ url, token }) => [
    {
      step: 'configure',
      text: lines(
        exportToken(token),
        `export PIP_INDEX_URL="${withCredentials(withSlash(url), tokenUser)}"`,
        isPlainHttp(url) && `export PIP_TRUSTED_HOST=${new URL(url).hostname}`,
      ),
    },
    { step: 'install', text: 'pip install <package>' },
  ],
};

export const uv: SetupClient = {
  name: 'uv',
  snippets: (input) => [
    {
      step: 'configure',
      text: lines(
        exportToken(input.token),
        `export UV_DEFAULT_INDEX="${withCredentials(withSlash(input.url), tokenUser)}"`,
        `export UV_PUBLISH_URL=${uploadUrl(input)}`,
        `export UV_PUBLISH_TOKEN=$${tokenVariable}`,
      ),
    },
    { step: 'install', text: 'uv add <package>' },
    { step: 'publish', text: lines('uv build', 'uv publish') },
  ],
};

export const twine: SetupClient = {
  name: 'twine',
  snippets: (input) => [
    {
      step: 'configure',
      text: lines(
        exportToken(input.token),
        `export TWINE_REPOSITORY_URL=${uploadUrl(input)}`,
        `export TWINE_USERNAME=${tokenUser}`,
        `export TWINE_PASSWORD=$${tokenVariable}`,
      ),
    },
    { step: 'publish', text: lines('python -m build', 'twine upload dist/*') },
  ],
};

export const poetry: SetupClient = {
  name: 'poetry',
  snippets: (input) => [
    {
      step: 'configure',
      text: lines(
        exportToken(input.token),
        `export POETRY_HTTP_BASIC_BONDED_USERNAME=${tokenUser}`,
        `export POETRY_HTTP_BASIC_BONDED_PASSWORD=$${tokenVariable}`,
        `poetry source add --priority=primary bonded ${withSlash(input.url)}`,
        `poetry config repositories.bonded ${uploadUrl(input)}`,
      ),
    },
    { step: 'install', text: 'poetry add --source bonded <package>' },
    { step: 'publish', text: 'poetry publish --build --repository bonded' },
  ],
};
