/** Words that are one letter away from a trigger and no misspelling of it. */
const otherWords = new Set(
  (
    'quotas quoted quoter quota guided guiles paints pints prints joints expend resumed resumes studio sturdy ' +
    'summit cotation cotations cifras cintas visitas explains explained continued continues elaborated elaborates ' +
    'overviews detain clarity clarifies examples'
  ).split(' '),
);

/**
 * Whether a word is a trigger, or the trigger with a slip of the pen. Slips are counted as optimal string alignment
 * distance (Damerau 1964: a letter left out, doubled, put in, mistaken, or two swapped); the first letter must be right.
 * Triggers of 4 and 5 letters allow one that is left out, doubled or swapped, so that `quite` is no `quote`; from 6
 * letters any one; from 10 letters any two. Shorter ones allow none.
 *
 * @param word    folded
 * @param trigger folded
 */
export function isNearWord(word: string, trigger: string): boolean {
  if (word === trigger) return true;
  const allowed = slipsAllowed(trigger);
  if (allowed === 0 || word[0] !== trigger[0] || Math.abs(word.length - trigger.length) > allowed) return false;
  if (otherWords.has(word) || /\d/.test(word)) return false;
  if (trigger.length < 6) return isLightSlip(word, trigger);
  return slips(word, trigger) <= allowed;
}

const slipsAllowed = (trigger: string): number => (trigger.length >= 10 ? 2 : trigger.length >= 4 ? 1 : 0);

function isLightSlip(word: string, trigger: string): boolean {
  if (word.length === trigger.length && word.split('').toSorted().join() !== trigger.split('').toSorted().join()) {
    return false;
  }
  if (word.length > trigger.length && word.replace(/(\p{L})\1/u, '$1') !== trigger) return false;
  return slips(word, trigger) === 1;
}

/** Optimal string alignment distance; both words are short. */
function slips(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}

const rememberedWords = 20_000;

/**
 * Finds the triggers that a word may be meant for. Words that were looked up are remembered, within bounds.
 *
 * @param isExact words that stand for nothing but themselves
 */
export function createTriggerIndex(
  triggers: Iterable<string>,
  isExact: (word: string) => boolean,
): (word: string) => readonly string[] {
  const byLetter = Map.groupBy(new Set(triggers), (trigger) => trigger[0] ?? '');
  const remembered = new Map<string, readonly string[]>();
  return (word) => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const alike = byLetter.get(word[0] ?? '') ?? [];
    const found = alike.filter((trigger) => (isExact(word) ? word === trigger : isNearWord(word, trigger)));
    if (remembered.size >= rememberedWords) remembered.clear();
    remembered.set(word, found);
    return found;
  };
}
