import type { Trial } from './trial.ts';

/** A package that needs nothing to be built, not even a build system from somewhere. */
function sourceOf(name: string): Readonly<Record<string, string>> {
  const stem = name.replaceAll('-', '_');
  return {
    'pyproject.toml': `[project]
name = "${name}"
version = "1.0.0"
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
`,
    [`${stem}.py`]: 'answer = 42\n',
    'backend.py': backendOf(name, stem),
  };
}

/** PEP 517, as little of it as there is. */
function backendOf(name: string, stem: string): string {
  return `import base64, hashlib, io, os, tarfile, zipfile
NAME, STEM = "${name}", "${stem}-1.0.0"
METADATA = f"Metadata-Version: 2.1\\nName: {NAME}\\nVersion: 1.0.0\\n"
WHEEL = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"

def build_wheel(folder, config_settings=None, metadata_directory=None):
    info = STEM + ".dist-info/"
    files = {"${stem}.py": open("${stem}.py").read(), info + "METADATA": METADATA, info + "WHEEL": WHEEL}
    record = ""
    with zipfile.ZipFile(os.path.join(folder, STEM + "-py3-none-any.whl"), "w") as wheel:
        for path, text in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
            record += f"{path},sha256={digest.decode().rstrip('=')},{len(text)}\\n"
            wheel.writestr(path, text)
        wheel.writestr(info + "RECORD", record + info + "RECORD,,\\n")
    return STEM + "-py3-none-any.whl"

def build_sdist(folder, config_settings=None):
    with tarfile.open(os.path.join(folder, STEM + ".tar.gz"), "w:gz", format=tarfile.PAX_FORMAT) as sdist:
        for path in ["pyproject.toml", "${stem}.py", "backend.py"]:
            sdist.add(path, STEM + "/" + path)
        entry = tarfile.TarInfo(STEM + "/PKG-INFO")
        entry.size = len(METADATA)
        sdist.addfile(entry, io.BytesIO(METADATA.encode()))
    return STEM + ".tar.gz"
`;
}

const importIt = (name: string) =>
  `-c 'import ${name.replaceAll('-', '_')} as it; assert it.answer == 42'`;

const uv: Trial = async (desk, { name }) => {
  const source = await desk.folder('source', sourceOf(name));
  await desk.take('configure', source);
  await desk.take('publish', source);
  const consumer = await desk.folder('consumer', {
    'pyproject.toml':
      '[project]\nname = "consumer"\nversion = "1.0.0"\nrequires-python = ">=3.8"\n',
  });
  await desk.take('install', consumer, { words: { package: name } });
  await desk.terminal.type(consumer, `uv run python ${importIt(name)}`);
};

const twine: Trial = async (desk, { name }) => {
  const source = await desk.folder('source', sourceOf(name));
  await desk.take('configure', source);
  await desk.take('publish', source);
};

/** Gets what twine published: pip publishes nothing. */
const pip: Trial = async (desk, { name }) => {
  const consumer = await desk.folder('consumer');
  await desk.take('configure', consumer);
  await desk.take('install', consumer, { words: { package: name } });
  await desk.terminal.type(consumer, `PYTHONPATH="$PIP_TARGET" python ${importIt(name)}`);
};

export const pythonTrials: Readonly<Record<string, Trial>> = { uv, twine, pip };
