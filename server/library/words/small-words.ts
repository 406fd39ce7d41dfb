const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));

/**
 * Frequent words that say nothing about a text's topic, of languages in which texts are read and no rules are written;
 * folded. They tell these languages apart, too.
 */
export const smallWords = {
  it: list(`il lo la i gli le un uno una di a da in con su per tra fra del dello della dei degli delle al allo alla ai
    agli alle dal dalla dai dalle nel nello nella nei negli nelle sul sulla e ed o ma se che chi cui non piu come dove
    quando quale quali questo questa questi queste quello quella sono essere ha hanno ho era erano si ci ne anche`),
  pt: list(`o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sem sob sobre
    e ou mas se que quem qual quais nao mais como onde quando este esta estes estas esse essa isso aquele aquela sao ser
    foi foram tem ha era eram seu sua seus suas ao aos entre tambem ja muito`),
  nl: list(`de het een en of maar als dat die dit deze van in op aan met voor door uit bij naar over onder tot om te is
    zijn was waren wordt worden werd heeft hebben had niet geen ook er zich hij zij ze wij we ik je u het hun haar wat
    wie welke hoe waar wanneer kan kunnen nog meer dan`),
  sv: list(`och i att det som en ett pa ar av for med till den har de inte om men ett var sig sa vi fran nar hur vad kan
    ska skall eller efter vid under mellan detta denna dessa dar har ocksa bara finns blir blev mycket sin sitt sina`),
  da: list(`og i at det som en et pa er af for med til den har de ikke om men var sig sa vi fra nar hvordan hvad kan skal
    eller efter ved under mellem dette denne disse der her ogsa kun bliver blev meget sin sit sine hvor jeg hans af`),
  no: list(`og i a det som en et pa er av for med til den har de ikke om men var seg sa vi fra nar hvordan hva kan skal
    eller etter ved under mellom dette denne disse der her ogsa bare blir ble mye sin sitt sine hvor jeg hans av`),
  fi: list(`ja on ei se etta oli ovat joka jotka kun niin myos mutta tai kuin han ne tama taman sen siita jos kuten olla
    voi vain ovat mika mita missa milloin miten kanssa seka eli mukaan kaikki ole hanen niiden`),
  ru: list(`и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от
    меня еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас для мы их чем была сам без это
    эта этот эти которые который которая также при является`),
  ar: list(`في من علي الي عن ان انه هذا هذه ذلك تلك التي الذي الذين ما لا لم لن كان كانت قد كل مع او ثم بعد قبل بين عند
    هو هي هم كما حيث اي غير و`),
} as const;

export const moreLanguages = [
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'no',
  'fi',
  'ru',
  'ar',
] as const satisfies (keyof typeof smallWords)[];
