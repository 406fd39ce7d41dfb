/**
 * `npm test`: every test that this machine can run, then what it could not run and why. Arguments go to vitest;
 * `--project` among them chooses the projects.
 */
import { lacks } from './machine.ts';
import { runVitest } from './run-vitest.ts';

const given = process.argv.slice(2);
const choosesProjects = given.includes('--project');
const isChosen = (project: string) => !choosesProjects || given.includes(project);
const lacking = lacks().filter(({ project }) => isChosen(project));
/** Minutes of waiting for servers to be missed: a run of its own. */
const apart = choosesProjects || lacking.some(({ project }) => project === 'cluster') ? [] : ['cluster'];
const left = [...lacking.map(({ project }) => project), ...apart].map((project) => `--project=!${project}`);

const status = await runVitest([...left, ...given], 'inherit');
for (const { why } of lacking) console.log(`Not run: ${why}`);
for (const project of apart) console.log(`Apart: npm test -- --project ${project}`);
if (lacking.length > 0 && process.env['CI'] === 'true') {
  console.error('In CI everything must run.');
  process.exit(1);
}
process.exit(status);
