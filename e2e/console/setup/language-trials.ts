import { moduleZip } from '../../clients/go/module-zip.ts';
import type { Trial } from './trial.ts';

const cargo: Trial = async (desk, { name }) => {
  const crate = (of: string) => `[package]
name = "${of}"
version = "1.0.0"
edition = "2021"
license = "MIT"
description = "A crate"
[dependencies]
`;
  const source = await desk.folder('source', {
    'Cargo.toml': crate(name),
    'src/lib.rs': 'pub fn answer() -> u8 { 42 }\n',
  });
  await desk.take('configure', source);
  await desk.take('publish', source);
  const use = `fn main() { assert_eq!(${name.replaceAll('-', '_')}::answer(), 42); }\n`;
  const consumer = await desk.folder('consumer', {
    'Cargo.toml': crate('consumer'),
    'src/main.rs': use,
  });
  await desk.take('configure', consumer);
  await desk.take('install', consumer, { words: { crate: name } });
  await desk.terminal.type(consumer, 'cargo run');
};

const composer: Trial = async (desk, { name }) => {
  const source = await desk.folder('source', {
    'composer.json': JSON.stringify({ name: `acme/${name}`, version: '1.0.0', license: 'MIT' }),
    'src/answer.php': '<?php return 42;\n',
  });
  await desk.take('configure', source);
  await desk.take('publish', source);
  const consumer = await desk.folder('consumer', { 'composer.json': '{}' });
  await desk.take('configure', consumer);
  await desk.take('install', consumer, { words: { vendor: 'acme', package: name } });
  await desk.requireFile(consumer, `vendor/acme/${name}/src/answer.php`);
};

const go: Trial = async (desk, { name }) => {
  const path = `acme.example/${name}`;
  const zip = await moduleZip({ path, version: 'v1.0.0' });
  const source = await desk.folder('source', { 'tool.zip': zip });
  await desk.take('configure', source, { words: { module: path } });
  await desk.take('publish', source, { words: { module: 'tool' } });
  const consumer = await desk.folder('consumer', { 'go.mod': 'module acme.example/consumer\n' });
  await desk.take('install', consumer, { words: { module: path } });
  await desk.terminal.type(consumer, `go list -m ${path} | grep v1.0.0`);
};

export const cargoTrials = { cargo };
export const composerTrials = { composer };
export const goTrials = { go };
