import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { newId, Secret } from '@bonded/kernel';

/** How to get the server: built from source in about 90 s on two cores, one file in Go's `bin`. */
export const s3ServerInstall = 'go install github.com/versity/versitygw/cmd/versitygw@v1.8.0';

const startTimeoutMs = 20_000;
const pollMs = 25;

export interface S3TestServer extends AsyncDisposable {
  /** Makes an empty bucket; answers what `openS3Stores` needs to use it. */
  createBucket(): Promise<S3TestBucket>;
}

export interface S3TestBucket {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly forcePathStyle: boolean;
}

/** Where the server's program is, or null when it is not installed. With `CI=true` that throws. */
export async function findS3Server(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const { PATH = '', GOPATH = join(homedir(), 'go'), GOBIN, CI } = environment;
  const folders = [...PATH.split(delimiter), GOBIN, join(GOPATH, 'bin')];
  for (const folder of folders) {
    if (folder === undefined || folder === '') continue;
    const program = join(folder, 'versitygw');
    const isThere = await access(program).then(
      () => true,
      () => false,
    );
    if (isThere) return program;
  }
  if (CI === 'true') throw new Error(`versitygw is missing: ${s3ServerInstall}`);
  return null;
}

/** Starts a real S3 server (versitygw on a temporary directory) on a free port of this machine. */
export async function startS3Server(program: string): Promise<S3TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'bonded-s3-'));
  const [objects, sidecar] = [join(directory, 'objects'), join(directory, 'metadata')];
  await mkdir(objects);
  await mkdir(sidecar);
  const accessKeyId = 'bonded';
  const secretAccessKey = newId();
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    program,
    ['--quiet', '--port', address, '--health', '/health', 'posix', '--sidecar', sidecar, objects],
    {
      env: { ROOT_ACCESS_KEY: accessKeyId, ROOT_SECRET_KEY: secretAccessKey },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const endpoint = `http://${address}`;
  await untilHealthy(`${endpoint}/health`, child);
  return {
    async createBucket() {
      const region = 'us-east-1';
      const bucket = `bonded-${newId()}`;
      const credentials = { accessKeyId, secretAccessKey };
      const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      client.destroy();
      const secret = new Secret(secretAccessKey);
      const keys = { accessKeyId, secretAccessKey: secret, forcePathStyle: true };
      return { endpoint, bucket, region, ...keys };
    },
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
      await rm(directory, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a TCP port has an address of this form.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilHealthy(address: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const isHealthy = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isHealthy) return;
    await wait(pollMs);
  }
  child.kill('SIGKILL');
  throw new Error('versitygw did not become healthy');
}
