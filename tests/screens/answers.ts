import type { Reply } from '#tests/harness/model-script.ts';
import { withOffered } from '#tests/harness/offered.ts';

/** What the model says in the pictures. A marker names words of the passage that it cites. */
export const answers = {
  sleep: {
    question: 'What happens to memories during deep sleep?',
    text: [
      'In deep sleep the brain goes over what it learned during the day. Cells of the hippocampus that fired together while a rat explored a maze fire together again, **much faster** [same cells fire together again]. This is called *replay*.',
      'The bursts of replay fall together with the spindles and the slow waves of the cortex. So timed, the hippocampus can hand its news on to the neocortex, which learns slowly and keeps [hippocampus learns quickly].',
      'Two things follow from it:',
      '- A cue that was there at learning, like **a scent or a sound**, can strengthen the memory that it belongs to when it is given again, softly, in deep sleep [scent or a sound].\n- Most of this happens early: deep sleep fills the first third of the night [Deep sleep fills most].',
      'Connections that grew during the day are scaled down again at the same time, so that the important ones stand out. The two theories do not exclude each other [scaled down again].',
    ].join('\n\n'),
  },
  /** the same, of the chapter alone */
  chapter: [
    'In deep sleep the brain goes over what it learned during the day: cells of the hippocampus that fired together fire together again, **much faster** [same cells fire together again]. Timed by the spindles and the slow waves, the hippocampus can hand its news on to the neocortex.',
    'Most of this happens early, for deep sleep fills the first third of the night [Deep sleep fills most].',
  ].join('\n\n'),
  spacing: {
    question: 'How do I space my reviews before an exam?',
    text: [
      'Divide the time until the exam by five: with $T$ days left, the gap between two reviews is about',
      '$$g \\approx \\frac{T}{5}$$',
      'when the exam is some weeks away, and less when it is a year [Ten minutes a day for six days].',
      '| Days left | Gap | Reviews |\n|--:|--:|:--|\n| 35 | 7 days | about five, each by recall |\n| 14 | 3 days | four, mixed with other topics |\n| 7 | 1–2 days | as in the plan of Table 6 |',
      'As a small program:',
      '```python\ndef gap(days_left: int) -> int:\n    """Days between two reviews of a topic."""\n    return max(1, round(days_left / 5))\n```',
      'Recalling from memory works better than reading again: a week later those who had tested themselves knew 56 percent, the readers 42 [Each successful recall changes].',
    ].join('\n\n'),
  },
  guide: {
    question: 'Make a study guide about sleep stages',
    text: [
      '## Overview',
      'A night runs through four stages in cycles of about ninety minutes; deep sleep fills most of its first third, REM sleep grows towards morning [Deep sleep fills most].',
      '## Key concepts',
      '- **Cycles**: four to six in a night, and none like the other [Deep sleep fills most].\n- **What is lost first**: a night cut off at the end loses mostly REM sleep and N2 with its spindles.',
      '## Definitions',
      '- **N2**: light sleep, marked by sleep spindles and K-complexes.\n- **Slow-wave sleep**: the deep sleep of N3, the hardest to wake from.',
      '## Practice questions',
      '1. Which stage is richest in the first third of the night?\n2. Why is an early alarm no small loss?\n3. What are spindles, and what are they linked with?',
    ].join('\n\n'),
  },
  again: {
    question: 'Why do we forget?',
    first: 'For three reasons: the trace decays, other memories interfere, or the cue is missing [Three causes].',
    second:
      'There are **three causes**. An unused trace weakens with time; memories that resemble each other get in each other’s way; and sometimes the trace is there but the cue is missing, like a word on the tip of the tongue [Three causes].',
  },
  short: [
    [
      'What is a chunk?',
      'A group of elements that knowledge has joined into one unit. It takes one place in working memory.',
    ],
    [
      'Who was H. M.?',
      'A patient who lost large parts of both hippocampi in 1953. He could not form new memories of facts and events, yet he still knew his childhood.',
    ],
    [
      'What is sleep pressure?',
      'The need for sleep that builds up with every hour awake and falls during sleep, fastest in deep sleep.',
    ],
    [
      'Which cells tell the clock how light it is?',
      'Special cells in the retina. They report to the suprachiasmatic nucleus in the hypothalamus.',
    ],
    [
      'What is interleaving?',
      'It mixes kinds of problems instead of finishing one kind first. You then have to choose the method each time, as in an exam.',
    ],
    [
      'What is a microsleep?',
      'A lapse into sleep of a few seconds, often with open eyes and without the sleeper noticing.',
    ],
  ],
} as const;

/** Has the model say a text; a marker for words that were not offered is reported and left out, for the other pictures' sake. */
export const saying = (text: string): Reply => ({
  pieces: (request) => {
    try {
      return [withOffered(request, text)];
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
      return [text.replaceAll(/ \[[^\]]+\]/g, '')];
    }
  },
});

/** Begins an answer that goes on, stops or breaks off in the pictures. */
export const begun =
  'Sleep pressure is the need for sleep that builds up with every hour awake and falls during sleep, fastest in deep sleep. One of the substances behind it is **adenosine**, which gathers in the brain while it';

export const summaryLines = [
  '- A memory is made in three steps, encoding, storage and retrieval, and each can fail [1].',
  '- The hippocampus learns quickly and holds for a while; the neocortex learns slowly and keeps [2].',
  '- Forgetting is steep in the first hour and slow after a few days; a successful recall flattens the curve [3].',
  '- Deep sleep replays what was learned, so sleep after learning makes memories last [4].',
  '- Testing yourself, spacing and mixing feel harder than rereading, and work better [5].',
].join('\n');

export const starterLines = [
  'How do the hippocampus and the neocortex share the work of memory?',
  'Why does a successful recall flatten the forgetting curve?',
  'What does deep sleep do that REM sleep does not?',
  'Why is retrieval practice better than rereading?',
  'When does caffeine disturb sleep, and why?',
].join('\n');
