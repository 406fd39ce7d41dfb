const list = `ate eat, became become, began begin, begun begin, bent bend, bit bite, bitten bite, blew blow, born bear, bought buy,
bound bind, broke break, broken break, brought bring, built build, burnt burn, came come, caught catch, children child,
chose choose, chosen choose, dealt deal, done do, drawn draw, drew draw, driven drive, drove drive, eaten eat, fallen fall,
fed feed, feet foot, fell fall, felt feel, fled flee, flew fly, flown fly, fought fight, froze freeze, frozen freeze,
gave give, geese goose, given give, gone go, got get, grew grow, grown grow, heard hear, held hold, hid hide, hidden hide,
kept keep, knew know, known know, laid lay, led lead, left leave, lent lend, lost lose, made make, meant mean, met meet,
mice mouse, paid pay, people person, ran run, rang ring, ridden ride, risen rise, rode ride, rose rise, said say, sang sing,
sank sink, sat sit, saw see, seen see, sent send, shaken shake, shone shine, shook shake, shot shoot, shown show, slept sleep,
sold sell, spent spend, split split, spoke speak, spoken speak, stole steal, stolen steal, stood stand, struck strike,
sung sing, swam swim, swollen swell, taken take, taught teach, teeth tooth, thought think, threw throw, thrown throw,
told tell, took take, torn tear, understood understand, went go, woke wake, won win, wore wear, worn wear, written write,
wrote write, wives wife, knives knife, lives life, analyses analysis, axes axis, bacteria bacterium, criteria criterion,
data datum, hypotheses hypothesis, indices index, matrices matrix, nuclei nucleus, phenomena phenomenon, vertices vertex`;

/** English words whose base form no rule finds. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  list.split(',').map((pair): [string, string] => {
    const [form = '', base = ''] = pair.trim().split(' ');
    return [form, base];
  }),
);
