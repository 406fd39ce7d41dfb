import type { PhraseBook } from './phrase-book.ts';

export const german: PhraseBook = {
  greets: 'ok okay hey hi hallo ja nein und also aber dann jetzt nun bitte mal doch gut na pls',
  pleads: 'kannst könntest können könnten würdest würden magst kann könnte darf dürfte hast hättest',
  persons: 'du sie ich wir man',
  courtesy: `mir uns mich ich du sie wir hätte hatte gern gerne möchte will wollte würde brauche mal kurz schnell bitte danke für noch
    eben einfach vielleicht bräuchte lass heraus raus lieber doch dass nur auf deutsch`,
  joins: 'und aber oder dann denn also sowie',
  openers: `was wer wie wo wann warum wieso weshalb wem wen wessen welche welcher welches welchen welchem woher wohin wozu
    worin worum wodurch ist sind war waren hat haben gibt kann können soll muss darf wird gilt inwiefern wobei womit`,
  treats: `erkläre erklär erklären definiere beschreibe beschreib diskutiere analysiere vergleiche interpretiere übersetze
    berechne zeige zeig nenne nenn zitiere begründe erläutere bewerte löse erzähl erzähle sag`,
  turns: 'bedeutung quelle kontext autor erklärung analyse interpretation herkunft definition unterschied ob',
  compounds: `zitat_zeichen zitier_stil leitfaden_interview`,
  fillers: `pls mal eben kurz kurze kurzer kurzes kurzen genau genaue eigentlich noch nochmals bitte danke echt wirklich sicher
    verstehe versteh verstanden kapiere kapier unklar klar ausführlich einfach einfacher leichter anders worten wort
    warum wieso quelle quellen woher hmm äh ach oh naja okay stimmt langsam wiederhole wiederholen meinst meinen meint
    gern gerne hatte möchte würde könntest könnte kannst können raus heraus aussuchen heraussuchen suchen such suche hast
    gute gutes guter guten wörtlich wörtliches wörtliche wörtlichen direkte direktes passende passendes thema themen bezüglich
    betreffend zwei drei vier paar einige mehrere ganze ganzen ganzes gesamte gesamten wichtigsten wichtigste wichtige
    wichtigen erstelle erstell erstellen schreib schreibe schreiben bau baue machen lernen lerne üben handelt geht gehts
    worum anderes vielleicht egal eben zum zur hallo hey beispielsweise letzten letzte erste ersten zweite zweiten dritte dritten
    führ führe aus pls näher darauf eingehen erkläre erklären erklärs sagen sag anderen n ne nen mach machs weitere weiteren
    welches nimm nehme wähle stichpunkte stichpunkten einfachen gut schlecht schlechter besser falsch wahr konkretes konkret konkrete gefragt details versuch gehen gehe steht stehen geschrieben weiß weißt kompliziert schwierig vereinfachen vereinfache kürzer
    beide beiden beider fünf sechs heute morgen seite seiten knapp knappe gemeint soll sollen daraus nochmals ganz richtig beispiele sätzen brauch bräuchte braucht`,
  slips: 'erkläre erklären kannst könntest verstehe genauer beispiel bitte ausführlicher',
  scopeWords: `dokument dokumente dokumenten datei dateien text texte textes texts buch bücher buches kapitel kapitels abschnitt
    abschnitts artikel artikels aufsatz vorlesung vorlesungen skript skripts folien folie unterlagen material materialien
    alles seite seiten kurs kurses klasse klausur prüfung prüfungen examen test seminar pdf pdfs inhalt inhalte ganzes
    einheit woche notizen mitschrift zwischenprüfung arbeit paper argumente semester fach kompletten komplette modul`,
  partWords:
    'kapitel kapitels abschnitts teils kap abschnitt teil seite seiten s vorlesung vl woche einheit folie folien modul lektion akt szene absatz',
  ordinals:
    'erste ersten erstes zweite zweiten zweites dritte dritten drittes vierte vierten fünfte fünften letzte letzten letztes nächste nächsten',
  tongues: `englisch deutsch französisch spanisch italienisch portugiesisch niederländisch polnisch
    russisch ukrainisch türkisch arabisch chinesisch japanisch koreanisch`,
  units: 'wörtern wörter worten sätzen sätze satz absatz stichpunkten stichpunkte zeilen seiten punkten punkte fragen',
  sets: {
    quote: 'zitat zitate zitaten zitates textzitat textzitate originalzitat originalzitate',
    find: `finde find findest finden gib gebt geben gibst brauche brauch brauchen bräuchte suche such suchst suchen zeige zeig
      nenne nenn hast habt haben möchte will hätte hol liefere schick kennst gibt_es gibts hättest hättet`,
    good: `gutes gute guter guten kurz kurze kurzer kurzes kurzen knappe schnelle wörtliches wörtliche passendes passende
      vollständige ausführliche komplette`,
    a: 'ein eine einen einer n ne nen paar zwei drei die das der den einige mehrere 2 3 bitte',
    supports: `zeigt zeigen belegt belegen beweist beweisen stützt passt passen kann könnte über zu zur zum drückt
      verdeutlicht macht`,
    guide: `lernzettel lernzetteln lernleitfaden lernhilfe lernhilfen lernübersicht lernskript lernguide studienleitfaden
      study_guide studyguide lernplan_guide leitfaden_zum_lernen leitfaden_für_die_klausur leitfaden_für_die_prüfung
      übungsblatt_zum_lernen lernunterlage lernunterlagen`,
    build: `erstelle erstell erstellst erstellen mache mach machen machst schreibe schreib schreiben generiere generier baue
      bau brauche brauch bräuchte gib gibst hätte möchte will verfasse bereite fertige entwirf`,
    summary: `zusammenfassung zusammenfassungen überblick kernpunkte kernaussagen kernaussage kernideen kurzfassung
      hauptpunkte hauptaussagen tldr wichtigsten_punkte wichtigste_punkte wesentliche_punkte wesentlichen_punkte resümee
      zusammenfassen zsmfassung inhaltsangabe kurzzusammenfassung`,
    give: `gib gibst geben mach mache machen schreib schreibe schreiben erstelle erstell brauche brauch bräuchte hätte möchte
      will zeig zeige nenne nenn liste verfasse verschaffe such sag hast`,
    summarize: 'zusammenfassen zusammenzufassen zusammengefasst zammfassen zsmfassen',
    scope: 'dokument text kapitel artikel buch skript datei vorlesung kurs aufsatz pdf',
    relational: `vorteil vorteile nachteil nachteile ursache ursachen folge folgen wirkung wirkungen auswirkung auswirkungen
      ergebnis ergebnisse risiko risiken art arten phase phasen symptom symptome funktion funktionen merkmal merkmale
      eigenschaft eigenschaften anwendung anwendungen ausnahme ausnahmen alternative alternativen bedingung bedingungen
      schritte formel lösung`,
    das: 'das dies es dieses diese diesen',
  },
  defines: 'was ist|sind ein|eine|einen? * $\nwas heißt|bedeutet * $',
  back: {
    pronouns:
      'es er sie ihn ihm ihnen das dies dazu davon daran darauf daraus dadurch dabei dagegen darin danach dafür damit hierbei',
    afterVerb: '',
    emptyBefore: `wichtig möglich wahr nötig notwendig richtig sinnvoll besser gut schlecht sich einen eine ein keine
      herz passiert`,
    emptyAfter: `gibt geht handelt können könnten würden erklären sagen geben meinen machen erstellen fassen erzählen haben
      möchten zeigen finden`,
    possessives: 'ihre ihrem ihren ihrer ihres seine seinem seinen seiner seines dessen deren',
    pointers: 'dieser diese diesem diesen dieses jener jene jenes solche solcher',
    bridges: 'und wenn weil während als aber oder dass damit ob obwohl',
    patterns: `unterschied|zusammenhang|bezug|verbindung|vergleich|beziehung zu|zur|zum|mit
      im vergleich dazu
      die|der|das|seine|ihre|andere wichtigsten|größten? @relational $
      hat|hängt|gilt|passiert|geht|ist das mit|auch|genauso|dann|so|bei|anders|dasselbe`,
  },
  routes: {
    quote_finding: {
      begins: `@find ..6 @quote
        welches|welche|was ..2 @quote @supports
        gibt es ..4 @quote
        wo finde|findet|gibt|kann ..5 @quote
        zitiere eine_stelle|etwas|den_text|die_stelle`,
      opens: '@a? @good? @good? @quote über|zu|zur|zum|von|aus|für|bezüglich|das|die|wo|in|bitte|pls|$',
      ends: `@quote finden|geben|zeigen|nennen|suchen|heraussuchen|raussuchen? $
        @quote ..6 finden|geben|zeigen|nennen|suchen|heraussuchen|raussuchen|rausfinden $`,
    },
    study_guide: {
      begins: '@build ..8 @guide',
      opens: '@a? @good? @guide',
      ends: '@guide ..6 machen|erstellen|schreiben|generieren|bauen|geben? $',
    },
    summary: {
      begins: `@give ..6 @summary
        fasse|fass|fasst|fassen @das? ..12 zusammen
        was|welche sind|ist|wären die|der|das? @good? @summary &
        worum geht|gehts es? in|im|bei ..2 @scope`,
      opens: `@a? @good? @good? @summary
        ..2 @summary von|zu|zur|zum|über|des|der|aus`,
      ends: `@summary $
        @summarize $
        ..12 @summarize $`,
    },
    follow_up: {
      begins: `erzähl|erzähle|erzählen|sag|sage|sagen ..4 mehr
        will|möchte|würde ..3 mehr &
        mach|machen|fahr|fahre|geh ..2 weiter|fort &
        führ|führe|führen das|dies|es|den|die|bitte ..4 aus $
        geh ..3 näher|tiefer|genauer &
        was meinst|meinen|meintest|meinten du|sie
        was heißt|bedeutet|soll|sagt @das
        wie meinst|meinen du|sie
        erklär|erkläre|erklären|erklärst|erkläre_mir|beschreib|sag|wiederhole|formulier|formuliere ..2 @das &
        erklär|erkläre|erklären|erklärst ..2 nochmal|genauer|näher|weiter|ausführlicher|einfacher|besser|mehr
        was|wie ist|sieht|siehts|stehts|steht es? mit|bei|aus_mit|um
        was wenn
        wie wäre|wärs es? mit|bei|wenn
        versteh|verstehe|kapier|kapiere|begreife ..2 nicht|nich|nix &`,
      opens: `noch? mehr dazu|darüber|davon|detail|details|über|zu|zum|zur|info|infos|beispiele|bitte|pls|$
        weiter|weitere $|bitte|so|mit|details|infos|beispiele|pls`,
      alone: `und ..5 $
        aber ..4 $
        auch ..3 $`,
    },
  },
};
