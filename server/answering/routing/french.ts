import type { PhraseBook } from './phrase-book.ts';

export const french: PhraseBook = {
  greets:
    'ok okay salut bonjour oui non et alors donc mais bon bien puis maintenant stp svp merci coucou hey finalement plutôt',
  pleads: 'peux pourrais pouvez pourriez veux puis peut',
  persons: 'tu vous je on te',
  courtesy: `s il te vous plaît plait stp svp moi me nous je j aimerais voudrais veux tu peux pourrais pouvez pourriez on
    peut pourrait merci juste vite rapidement un_peu pour d ai besoin est ce que possible de faudrait pls`,
  joins: 'et mais ou puis alors donc car',
  openers: `que qu quoi qui pourquoi comment quand où combien quel quelle quels quelles est sont était étaient a ont lequel laquelle lesquels dois doit faut c`,
  treats: `explique expliquez définis définissez décris décrivez compare comparez analyse analysez interprète traduis calcule
    montre cite citez nomme énumère raconte discute évalue résous démontre parle dis`,
  turns:
    'signification sens source contexte auteur explication analyse interprétation origine définition différence si',
  compounds: 'citation_à_comparaître guide_d_ondes guide_d_onde guide_touristique guide_de_voyage',
  fillers: `stp svp plait plaît moi toi peux tu pas comprends compris comprend comprendre capte sûr sur vraiment clair clairement
    source sources simple simplement simples plus détaillé détaillée encore réexpliquer reformule reformuler répète
    répéter ensuite puis après quoi marche marcher donc bref brève bon bonne bons bonnes court courte rapide rapides vite
    longue long petit petite exact exacte exactes exacts textuelle textuelles pertinente pertinentes directe deux trois
    quatre quelques plusieurs propos sujet thème concernant cherche cherches chercher trouver donner montre montrer besoin
    voudrais aimerais faut faire fais fait crée créer génère générer prépare préparer écris écrire rédige peut pourrait
    principal principale principaux principales essentiel important importants importantes lignes mots phrases entier
    entière tout tous toute toutes vas allez autre d'autre chose pls ok exemple cas premier première deuxième second
    seconde troisième dernier dernière précis préciser sérieux hein parle parler dernier explique expliquer ai quelque
    choisis prends simplifier simplifie compliqué compliquée trop rien toujours aller aille sais savez écrit écrite dit bien mal mauvais mauvaise faux vrai vraie juste concret concrète demandé
    cinq six aujourd hui demain brièvement brièvement ça résumer autrement redis infos alors davantage lu`,
  slips: 'expliquer explique développe développer comprends exemple détails préciser continue simplifier',
  scopeWords: `document documents doc docs fichier fichiers texte textes cours article articles livre livres chapitre chapitres
    section sections page pages polycopié poly classe diapo diapos diapositives notes support supports partie parties
    leçon tout ensemble pdf pdfs contenu examen partiel partiels contrôle bac concours test mémoire matière semestre
    fichiers paragraphe unité module`,
  partWords:
    'chapitre chap ch section partie page pages p cours leçon unité module semaine acte scène diapo paragraphe séance',
  ordinals:
    'premier première deuxième second seconde troisième quatrième cinquième dernier dernière prochain prochaine',
  tongues: `anglais allemand français espagnol italien portugais néerlandais polonais
    russe ukrainien turc arabe chinois japonais coréen`,
  units: 'mots phrases lignes pages points paragraphes paragraphe questions',
  sets: {
    quote: 'citation citations',
    find: `trouve trouver trouvez donne donner donnez cherche chercher cherchez montre montrer montrez besoin veux voudrais
      faut faudrait aimerais as avez aurais propose proposez sors sélectionne fournis recherche connais y_a_t_il`,
    good: 'bonne bonnes bon bons belle belles courte court rapide bref brève exacte exactes petite petit petits simple complet complète détaillé détaillée',
    a: 'un une des la le les l deux trois quelques plusieurs 2 3 d de du',
    supports:
      'montre montrent prouve prouvent illustre illustrent soutient soutiennent révèle exprime sur peut pourrait parle évoque démontre',
    guide: `guide_d_étude guide_d_études guides_d_étude guide_de_révision guide_de_révisions fiche_de_révision
      fiche_de_révisions fiches_de_révision fiches_de_révisions fiche_révision fiche_d_étude fiche_révisions
      fiche_de_cours study_guide`,
    make: 'fais faire faites crée créer créez génère générer générez prépare préparer préparez rédige écris construis élabore',
    build: `fais faire faites crée créer créez génère générer générez prépare préparer préparez rédige écris besoin veux
      voudrais faut faudrait aimerais donne donner construis élabore`,
    summary: `résumé résumés synthèse aperçu vue_d_ensemble points_clés points_clé points_essentiels points_principaux
      l_essentiel idées_clés tldr récapitulatif récap`,
    give: `fais faire faites donne donner donnez écris rédige besoin veux voudrais faut faudrait aimerais liste propose
      prépare montre génère crée avoir`,
    résume: 'résume résumer résumez résumes résumons récapitule récapituler synthétise synthétiser résumé_moi',
    mainIdeas: 'idées_principales idée_principale points_importants grandes_lignes arguments_principaux',
    ça: 'ça cela ceci le ce l',
    relational: `avantage avantages inconvénient inconvénients cause causes effet effets conséquence conséquences résultat
      résultats risque risques type types phase phases étape étapes symptôme symptômes fonction fonctions propriété
      propriétés application applications limite limites exception exceptions condition conditions formule solution`,
    ce: 'ce cet cette ces',
    scope: 'document texte cours article livre chapitre fichier pdf leçon',
  },
  defines: `qu_est_ce_qu|qu_est_ce_que un|une|le|la|l? * $
    c_est_quoi un|une|le|la|l? * $
    que signifie * $`,
  back: {
    pronouns: 'il elle ils elles ça cela ceci celui celle ceux celles lui',
    afterVerb: 'il elle ils elles',
    emptyBefore: 'y faut vrai possible important nécessaire utile est de que d faudrait',
    emptyAfter: 's agit est',
    possessives: 'son sa ses leur leurs',
    pointers: 'ce cet cette ces',
    bridges: 'et quand si parce lorsque mais ou que',
    patterns: `rapport|lien|relation|différence|comparaison|comparé avec|à
      est ce différent|pareil|la_même|le_même|lié|semblable|similaire|comparable
      qui l|la|le|les a|ont
      qui l|la|le|les * $
      est|sont elle|elles|ils
      quels|quelles|quel|quelle sont|est les|la|le|l? @relational $
      c est différent|pareil|la_même|lié`,
  },
  routes: {
    quote_finding: {
      begins: `@find ..6 @quote
        quelle|quelles ..1 @quote @supports
        y a|aurait ..5 @quote
        où trouver|trouve|puis|peut|est ..5 @quote
        cite un_passage|le_texte|l_auteur|un_extrait`,
      opens: `@a? @good? @quote @good? sur|à|de|du|qui|où|pour|concernant|au_sujet|stp|svp|$
        @quote`,
      ends: '@quote $',
    },
    study_guide: {
      begins: `@build ..8 @guide
        @make ..4 guide &`,
      opens: '@a? @good? @guide\n@a? guide sur|pour',
      ends: '@guide $',
    },
    summary: {
      begins: `@give ..6 @summary
        @résume &
        quels|quelles|quel|quelle sont|est les|la|le|l? @summary &
        peut|peux|pouvez|pourrais|pourriez ..4 @résume`,
      beginsOnScope: `quels|quelles|quelle|quel sont|est les|l|la? @mainIdeas
        @give ..4 @mainIdeas
        de quoi parle|traite ..2 @ce? @scope
        l? @mainIdeas`,
      opens: `@a? @good? @summary
        ..2 @summary de|du|des|d|sur`,
      ends: '@summary $',
    },
    follow_up: {
      begins: `dis|dites|dire|raconte ..5 plus|davantage
        savoir ..3 plus|davantage
        développe|développer|développez &
        continue|continuer|continuez|poursuis|poursuivez &
        vas_y|allez_y &
        élabore|élaborer|précise|préciser|précisez|clarifie|clarifier &
        explique|expliquez|expliquer|expliques|réexplique|réexpliquer|reformule|reformuler|répète|répéter|redis moi? @ça? encore|mieux|davantage|plus|autrement|en_détail|à_nouveau|$
        explique|expliquez|expliquer moi? ça|cela|le &
        que|qu|quoi|tu|vous veux|voulez|veut|voulais|vouliez tu|vous|ça|cela? dire
        ça|cela veut dire
        tu|vous? veux|voulez dire
        qu en est il
        comprends|compris|capte|pige pas &
        et si|pour|chez|dans|avec|en|à|au|aux
        va|aller plus_loin|en_détail|en_profondeur`,
      opens: `un_peu? plus de|d détails|détail|précisions|infos|informations|exemples
        davantage|plus $|svp|stp|sur`,
      alone: `et ..5 $
        mais ..4 $
        aussi ..3 $`,
    },
  },
};
