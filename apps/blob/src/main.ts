import { runProcess } from '@bonded/runtime';
import { composeBlob } from './compose.ts';
import { readConfig } from './config.ts';

await runProcess(async (signal) => {
  const blob = await composeBlob(readConfig(process.env), signal);
  const address = await blob.listen();
  blob.logger.info({ address }, 'the blob service is listening');
  return blob;
});
