import type { Route } from '#shared/turn.ts';
import { routeSchema } from '#shared/turn.ts';
import { atLeast, reported, type Row, type Section } from '../section.ts';
import { judge, type Judged, shareOf } from './judge.ts';
import { readSet } from './read-set.ts';

const languages: Record<string, string> = { en: 'English', de: 'German', fr: 'French', es: 'Spanish' };

/** How many questions go the way that they should, by the rules alone. */
export async function evaluate(): Promise<Section> {
  const judging = judge(readSet('judging'));
  const late = judge(readSet('late'));
  const tuning = judge(readSet('tuning'));
  const after = judging.filter(({ history }) => history.length > 0);
  const labelled = judging.filter(({ isTopicRight }) => isTopicRight !== null);
  return {
    title: 'Routes',
    intro: [
      `${judging.length} utterances for judging, ${late.length} for judging late and ${tuning.length} for tuning, in four languages, in the`,
      'ways students write. The judging set was committed by itself before the rules were written, the late one after they',
      'were tuned; of both only figures were looked at since. One hand wrote sets and rules, so students will do worse: a',
      'round of 278 utterances for tuning went the right way in 89 of 100 cases when it was new, and the rules learnt from it.',
      'The rules decide alone here; no model is asked.',
      '',
      'Judging set, what was asked for (rows) and which way it went (columns):',
      '',
      ...confusion(judging),
    ].join('\n'),
    rows: [
      atLeast('questions that go the right way', shareOf(judging, isRight), 0.97),
      atLeast('the same, late set', shareOf(late, isRight), 0.97),
      reported('the same, tuning set', shareOf(tuning, isRight).toFixed(3)),
      countOf('those with turns before them', after),
      ...routeSchema.options.map((route) =>
        countOf(
          `asked for ${route}`,
          judging.filter((one) => one.route === route),
        ),
      ),
      ...Object.entries(languages).map(([key, name]) =>
        countOf(
          name,
          judging.filter(({ language }) => language === key),
        ),
      ),
      reported(
        'topic, new topic and scope as labelled, where they are',
        ratio(labelled, ({ isTopicRight }) => isTopicRight === true),
      ),
    ],
  };
}

const isRight = (one: Judged): boolean => one.isRight;
const ratio = (all: readonly Judged[], holds: (one: Judged) => boolean): string =>
  `${all.filter(holds).length} of ${all.length}`;
const countOf = (measure: string, all: readonly Judged[]): Row => reported(measure, ratio(all, isRight));

function confusion(all: readonly Judged[]): string[] {
  const routes = routeSchema.options;
  const count = (asked: Route, went: Route): number =>
    all.filter(({ route, decision }) => route === asked && decision.route === went).length;
  return [
    `| | ${routes.join(' | ')} |`,
    `|---|${routes.map(() => '---|').join('')}`,
    ...routes.map((asked) => `| ${asked} | ${routes.map((went) => count(asked, went)).join(' | ')} |`),
  ];
}
