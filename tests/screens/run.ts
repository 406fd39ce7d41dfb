/**
 * `npm run screens`: takes a picture of every page and state of the web app into docs/screens, as
 * `<state>-<width>[-dark].jpg`, and the pictures of the README. `npm run screens -- answer source` takes those alone
 * whose names begin so.
 */
import { startBrowser } from '#tests/harness/browser.ts';
import { looks } from './looks.ts';
import { readmePictures, takeReadmePicture } from './readme.ts';
import { accountScenes } from './scenes/account.ts';
import { chatScenes } from './scenes/chat.ts';
import { columnScenes } from './scenes/column.ts';
import { doorScenes } from './scenes/door.ts';
import { libraryScenes } from './scenes/library.ts';
import { overPage } from './scenes/over-page.ts';
import { sourceScenes } from './scenes/source.ts';
import { troubledScenes } from './scenes/troubled.ts';
import { openStage } from './stage.ts';
import { takePictures } from './take.ts';

const scenes = [
  ...doorScenes,
  ...libraryScenes,
  ...chatScenes,
  ...troubledScenes,
  ...columnScenes,
  ...overPage,
  ...sourceScenes,
  ...accountScenes,
];
const wanted = process.argv.slice(2);
const isWanted = ({ name }: { name: string }): boolean =>
  wanted.length === 0 || wanted.some((start) => name.startsWith(start));

await import('../../build/run.ts');
await using browser = await startBrowser();
for (const look of looks) {
  const here = scenes.filter((scene) => isWanted(scene) && (scene.widths ?? [look.width]).includes(look.width));
  if (here.length === 0) continue;
  await using stage = await openStage(browser, look);
  for (const scene of here) await takePictures(stage, scene);
}
for (const picture of readmePictures.filter(isWanted)) await takeReadmePicture(browser, picture);
