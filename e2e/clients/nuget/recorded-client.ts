import { request } from 'node:http';

/**
 * What NuGet.Protocol 6.12 sends, request by request, by its published source: there is no .NET on
 * the machines of these tests. It believes the service index alone, sends Basic once it was asked
 * to, and prints the reason of a status line and whatever is in `X-NuGet-Warning`.
 */
export interface NugetAnswer {
  readonly status: number;
  /** What the client prints of it. */
  readonly printed: string;
  readonly body: Buffer;
}

interface Resource {
  readonly '@id': string;
  readonly '@type': string;
}

interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** What a list of vulnerabilities may be split into, and what its parts may be called. */
const pagesMax = 16;
const pageName = /^[\w-]{1,32}$/;

export class RecordedNuget {
  readonly #sourceUrl: string;
  readonly #key: string | null;
  #resources: readonly Resource[] | null = null;

  constructor(sourceUrl: string, key: string | null) {
    this.#sourceUrl = sourceUrl;
    this.#key = key;
  }

  /** The first of the types that the client looks for, in its order of preference. */
  async resource(...types: readonly string[]): Promise<string> {
    this.#resources ??= await this.json<{ resources: Resource[] }>(this.#sourceUrl).then(
      ({ resources }) => resources,
    );
    const found = types.flatMap((type) =>
      (this.#resources ?? []).filter((each) => each['@type'] === type),
    );
    if (found[0] === undefined) throw new Error(`the source has no ${types.join()}`);
    return found[0]['@id'];
  }

  /** `restore`: the lowest version that a list allows, fetched as the cache of packages does. */
  async restore(id: string, allows: (version: string) => boolean): Promise<NugetAnswer> {
    const base = await this.resource('PackageBaseAddress/3.0.0');
    const name = id.toLowerCase();
    const { versions } = await this.json<{ versions: string[] }>(`${base}${name}/index.json`);
    const version = versions.find(allows);
    if (version === undefined) throw new Error(`NU1102: no ${id} among ${versions.join()}`);
    return this.ask(`${base}${name}/${version}/${name}.${version}.nupkg`);
  }

  /** What `dotnet add package` and Visual Studio choose from: the listed versions. */
  async listed(id: string): Promise<readonly string[]> {
    const base = await this.resource('RegistrationsBaseUrl/3.6.0', 'RegistrationsBaseUrl/3.4.0');
    interface Page {
      '@id': string;
      items?: { catalogEntry: { version: string; listed: boolean } }[];
    }
    const { items } = await this.json<{ items: Page[] }>(`${base}${id.toLowerCase()}/index.json`);
    const versions: string[] = [];
    for (const page of items) {
      const whole = page.items === undefined ? await this.json<Page>(page['@id']) : page;
      for (const { catalogEntry } of whole.items ?? []) {
        if (catalogEntry.listed) versions.push(catalogEntry.version);
      }
    }
    return versions;
  }

  async search(
    text: string,
    { skip = 0, take = 26 } = {},
  ): Promise<readonly { id: string; version: string; iconUrl?: string }[]> {
    const base = await this.resource('SearchQueryService/3.4.0', 'SearchQueryService/3.0.0-beta');
    const query = `q=${text}&skip=${skip}&take=${take}&prerelease=false&supportedFramework=.NETFramework,Version=v4.5&semVerLevel=2.0.0`;
    return (await this.json<{ data: { id: string; version: string }[] }>(`${base}?${query}`)).data;
  }

  /** `push`: a form in chunks, to the address with a slash behind it. */
  async push(nupkg: Buffer): Promise<NugetAnswer> {
    return this.#send(await this.resource('PackagePublish/2.0.0'), nupkg);
  }

  /** The second half of `push`, where a .snupkg lies beside the package. */
  async pushSymbols(snupkg: Buffer): Promise<NugetAnswer> {
    return this.#send(await this.resource('SymbolPackagePublish/4.9.0'), snupkg);
  }

  /** What restore judges packages by (`NuGetAudit`): every page of the list, as one. */
  async vulnerabilities(): Promise<Readonly<Record<string, readonly object[]>>> {
    const at = await this.resource('VulnerabilityInfo/6.7.0');
    const index = await this.json<{ '@name': string; '@id': string; '@updated': string }[]>(at);
    const names = new Set(index.map((page) => page['@name']).filter((name) => pageName.test(name)));
    if (names.size !== index.length || names.size < 1 || names.size > pagesMax) {
      throw new Error(`no client takes these pages: ${JSON.stringify(index)}`);
    }
    const pages = await Promise.all(
      index.map(({ '@id': id }) => this.json<Record<string, object[]>>(id)),
    );
    return Object.assign({}, ...pages) as Record<string, object[]>;
  }

  /** The text that a package shows, by the template. */
  async readme(id: string, version: string): Promise<NugetAnswer> {
    const template = await this.resource('ReadmeUriTemplate/6.13.0');
    const at = template.replace('{lower_id}', id.toLowerCase());
    return this.ask(at.replace('{lower_version}', version.toLowerCase()));
  }

  async #send(address: string, nupkg: Buffer): Promise<NugetAnswer> {
    const boundary = '6a7f4b1e-3a0e-4c55-9d6e-0b7c1d2e3f40';
    const head = `--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: form-data; name=package; filename=package.nupkg; filename*=utf-8''package.nupkg\r\n\r\n`;
    return this.ask(`${address}/`, {
      method: 'PUT',
      headers: {
        ...this.#apiKey(),
        'content-type': `multipart/form-data; boundary="${boundary}"`,
        'transfer-encoding': 'chunked',
      },
      body: Buffer.concat([Buffer.from(head), nupkg, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  }

  /** `delete`, and what takes it back. */
  async setListed(id: string, version: string, isListed: boolean): Promise<NugetAnswer> {
    const address = `${await this.resource('PackagePublish/2.0.0')}/${id}/${version}`;
    return this.ask(address, { method: isListed ? 'POST' : 'DELETE', headers: this.#apiKey() });
  }

  async ask(url: string, question: Question = {}): Promise<NugetAnswer> {
    const first = await send(url, question);
    // Credentials of the configuration go out once the server asks for them.
    if (first.status !== 401 || this.#key === null) return first;
    const basic = Buffer.from(`ci:${this.#key}`).toString('base64');
    const headers = { ...question.headers, authorization: `Basic ${basic}` };
    return send(url, { ...question, headers });
  }

  async json<T>(url: string): Promise<T> {
    const { status, printed, body } = await this.ask(url);
    if (status !== 200) throw new Error(printed);
    return JSON.parse(body.toString()) as T;
  }

  #apiKey(): Readonly<Record<string, string>> {
    return this.#key === null ? {} : { 'x-nuget-apikey': this.#key };
  }
}

function send(url: string, { method = 'GET', headers = {}, body }: Question): Promise<NugetAnswer> {
  const answer = Promise.withResolvers<NugetAnswer>();
  const sent = request(url, { method, headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', answer.reject);
    response.on('end', () => {
      const { statusCode: status = 0, statusMessage, headers: said } = response;
      const warning = String(said['x-nuget-warning'] ?? '');
      const printed = `${warning === '' ? '' : `warn : ${warning}\n`}error: Response status code does not indicate success: ${status} (${statusMessage}).`;
      answer.resolve({ status, printed, body: Buffer.concat(chunks) });
    });
  });
  sent.on('error', answer.reject);
  sent.end(body);
  return answer.promise;
}
