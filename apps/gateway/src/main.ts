import { runProcess } from '@bonded/runtime';
import { composeGateway } from './compose.ts';
import { readConfig } from './config.ts';

await runProcess(async (signal) => {
  const gateway = await composeGateway(readConfig(process.env), signal);
  const address = await gateway.listen();
  gateway.logger.info({ address }, 'the gateway is listening');
  return gateway;
});
