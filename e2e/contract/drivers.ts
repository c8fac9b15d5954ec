import type { Format } from '../stack/api.ts';
import type { FormatDriver } from './driver.ts';
import { cargo } from './drivers/cargo.ts';
import { composer } from './drivers/composer.ts';
import { go } from './drivers/go.ts';
import { helm } from './drivers/helm.ts';
import { maven } from './drivers/maven.ts';
import { npm } from './drivers/npm.ts';
import { nuget } from './drivers/nuget.ts';
import { oci } from './drivers/oci.ts';
import { pypi } from './drivers/pypi.ts';
import { raw } from './drivers/raw.ts';

/** A format that is served and has no row here fails `served-formats.test.ts`. */
export const drivers: Readonly<Partial<Record<Format, FormatDriver>>> = {
  CARGO: cargo,
  COMPOSER: composer,
  GO: go,
  HELM: helm,
  MAVEN: maven,
  NPM: npm,
  NUGET: nuget,
  PYPI: pypi,
  OCI: oci,
  RAW: raw,
};
