/** The application itself, as `npm start` runs it, with the bench's probes. */
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { answerProbes } from '../probe.ts';

const app = await createApp(readConfig(process.env));
const { url } = await app.listen();
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
answerProbes(url);
