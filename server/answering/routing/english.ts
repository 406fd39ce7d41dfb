import type { PhraseBook } from './phrase-book.ts';

export const english: PhraseBook = {
  greets:
    'ok okay k hey hi hello yo yes yeah yep no nope so and but then now also well um oh please pls plz just actually instead',
  pleads: 'can could would will may do might',
  persons: 'i you u ya we',
  courtesy: `d ll m id ill im ive want wanna need like love to me us for my help let lets s try go ahead thanks thank thx
    ty asap quickly kindly maybe bro dude now here there today tomorrow later if possible someone must should gotta`,
  joins: 'and but so then or because plus',
  openers: `what whats wat wht why who whos whom whose when where which how hows does do did is are was were has had
    should may might am isnt doesnt can could will would`,
  treats: `explain define describe discuss analyze analyse compare contrast interpret evaluate cite paraphrase translate
    calculate solve prove show tell give find list name help teach outline identify state compute derive`,
  turns: `meaning source context author explanation analysis interpretation origin definition difference significance
    importance effect role whether`,
  compounds: `summary_judgment summary_judgement summary_judgments summary_statistic summary_statistics summary_stats
    summary_execution summary_executions summary_offence summary_offense summary_dismissal summary_trial summary_table
    overview_effect quote_mark quote_marks quote_character quote_characters quote_operator quote_form quote_syntax
    quote_function quotation_mark quotation_marks block_quote price_quote price_quotes stock_quote stock_quotes
    guide_rna guide_rnas guide_star guide_dog guide_dogs guide_rail guide_word guide_words guide_book user_guide
    tour_guide style_guide field_guide travel_guide key_points_detection key_point_detection key_points_algorithm
    continue_statement continue_keyword continue_command overview_map`,
  fillers: `dont doesnt didnt cant wont isnt arent im ive youre whats hows thats lets wdym idk huh hmm uh um oh wow pls plz
    plss thx ty gimme lemme gonna wanna abt bout w u ur r ya n bc cuz eli5 five year old kid child easier plain english
    terms term rephrase reword clarify sure really source sources confused confusing lost unclear exactly actually
    basically short shorter brief briefly quick quickly longer long depth nutshell clear clearer clearly sense repeat
    instead kind sort stuff meaning instance case step steps way ways whole idea ideas sentence bullet bullets again
    slower wait sorry great nice cool good best better useful relevant direct exact verbatim main chief full complete
    detailed concise small own new stuff topic subject regarding concerning related covering subject theme issue talk
    talks talking support supports discuss discusses discussing show shows showing says one ones couple several lots
    maybe guess choose pick take try never mind forget whatever anything something following thing idea basic basics
    last earlier above said told wrote written write get got read saying mention mentioned mentions
    differently asked ask wrong right true false correct incorrect bad worse fine come comes concrete kidding
    hey hi hello yo let lets like want help need tho though whaddya dumb complicated complex makes another specific place
    upcoming next practice questions definitions formulas easy still tell taking stuff second one comprehensive thorough overall
    attached missed two three four six seven eight nine ten today tonight tomorrow essay`,
  slips: 'explain elaborate continue clarify understand example details information difference please simpler',
  scopeWords: `document documents doc docs file files pdf pdfs docx pptx txt md class course paper papers article articles
    text texts book books chapter chapters section sections lecture lectures slides slide notes note reading readings
    page pages material materials everything all whole entire content contents unit units module modules week deck
    script handout report presentation upload uploads uploaded library semester exam exams midterm midterms final finals
    test tests quiz quizzes arguments argument paragraph`,
  partWords:
    'chapter chapters ch chap section sections sec part parts unit lecture lec week page pages p pp module lesson slide slides act scene appendix paragraph',
  ordinals:
    'first second third fourth fifth sixth seventh eighth ninth tenth last next previous final opening introductory',
  tongues: `english german french spanish italian portuguese dutch polish
    russian ukrainian turkish arabic chinese japanese korean`,
  units:
    'words word sentences sentence paragraphs paragraph bullets bullet lines line pages page points minutes questions',
  sets: {
    quote: 'quote quotes quotation quotations',
    find: `know find finding give gives gimme need show get got want wanted look_for looking_for search_for searching_for list
      pull locate suggest have share pick select extract collect gather provide point_me_to send bring identify fetch
      dig_up use search looking pull_up`,
    good: `good great nice strong powerful relevant useful key important best direct exact short brief quick full complete
      detailed concise simple small long one_page one_paragraph famous memorable`,
    a: 'a an the any some one two three four five 2 3 4 5 few couple several my another',
    supports: `show shows prove proves support supports illustrate illustrates demonstrate demonstrates reveal reveals
      express expresses could can would best should about on capture captures reflect reflects suggest suggests highlight
      highlights indicate indicates`,
    guide: `study_guide study_guides studyguide studyguides revision_guide revision_guides revision_sheet revision_sheets
      study_sheet study_sheets review_guide review_sheet exam_guide guide_for_studying`,
    build: `make making generate create creating write build building prepare give get need want have put_together draft
      produce design compile do turn convert provide send develop gimme show see construct`,
    make: 'make generate create write build prepare draft produce design compile put_together develop',
    summary: `summary summaries overview overviews tldr gist key_points key_takeaways key_takeaway key_ideas
      main_points main_takeaways takeaways recap synopsis rundown sum_up`,
    summarize: 'summarize summarise summarizing summarising sum_up summing_up recap tldr',
    summarized: 'summarized summarised summed_up',
    give: `give gimme provide write make do create generate get need want have show list produce draft see name prepare
      read hear use tell`,
    mainIdeas:
      'main_ideas main_idea core_ideas important_points big_ideas main_arguments main_topics most_important_points most_important_ideas',
    relational: `advantage advantages disadvantage disadvantages benefit benefits drawback drawbacks cause causes effect
      effects consequence consequences result results risk risks type types kinds phase phases stage stages symptom symptoms
      function functions feature features property properties application applications implication implications limitation
      limitations exception exceptions alternative alternatives condition conditions requirement requirements pros cons
      side_effects steps formula solution`,
    it: 'it that this them these those',
    explain: 'explain clarify rephrase reword restate simplify repeat describe say put translate shorten break_down',
    scope: 'document doc file pdf class course paper article text book chapter lecture reading presentation section',
  },
  defines: `what|whats is|are|s|re? * $
    what|whats is|are|s|re? a|an * ..2 $
    what_does * mean $`,
  back: {
    pronouns: 'it they them he she him this that these those',
    afterVerb: '',
    emptyBefore: `true possible important necessary good bad better best useful helpful called easy hard difficult take
      matter rain mean_that likely common normal safe`,
    emptyAfter: 'so',
    possessives: 'its their his her',
    pointers: 'this that these those such',
    bridges: 'and when if because while as whenever but which where or than',
    patterns: `difference|relation|relationship|link|connection|connected|related|compare|compared|similar|different|contrast with|to|from
      the|any|some|its|other main|biggest|most_important? @relational $
      the same as
      the former|latter|above
      you mentioned|said|meant|wrote`,
  },
  routes: {
    quote_finding: {
      begins: `@find ..6 @quote
        is|are|r there ..3 @quote
        any ..3 @quote &
        which|what ..1 quote|quotes|quotation|quotations best? @supports
        what|whats s|is|are|r|would_be? a|an|the|some? @good @quote
        what|whats s? a|an @quote about|on|for
        where can|could|do i|we|you find|get ..5 @quote
        what are|r some ..2 @quote
        quote something|passages|lines|the_author|the_text|the_book|the_passage|a_passage|a_line|me_something`,
      opens: `@a? @good? @quote about|abt|on|from|for|that|which|where|regarding|re|of|by|showing|supporting|related|to_support|please|pls|$`,
      ends: '@quote $',
    },
    study_guide: {
      begins: `@build ..8 @guide
        @make ..4 guide &`,
      opens: `@a? @good? @good? @guide
        @a? @good? guide to|on|for|about`,
      ends: '@guide $',
    },
    summary: {
      begins: `@give ..6 @summary
        @summarize
        sum @it? ..5 up
        can|could it|this|that|these|they|the ..4 be @summarized
        need|want|get|have|like @it? ..6 @summarized
        what|whats s|is|are|re|r? the|its|your? @good? @summary &`,
      beginsOnScope: `what|whats s|is|are|re|r? the? @mainIdeas
        @give ..4 @mainIdeas
        what|whats is|s|are? this|the|that|my|these ..1 @scope about $
        what does this|the|that|my ..1 @scope cover|say|discuss $`,
      opens: `@a? @good? @good? @summary
        ..2 @summary of|on|about|for|from`,
      ends: `@summary $
        @summarized $`,
      alone: 'in a nutshell $',
    },
    follow_up: {
      begins: `tell|say ..4 more
        give|want|need|like|get|show me|us|to_know|to_hear? a|some? bit|little|lot? more &
        know|learn|hear|read a? bit|little|lot? more &
        elaborate on|upon|more|further|it|that|this|a_bit|a_little|how|why|what|$
        expand on|upon|it|this|that|further|more|a_bit|$
        go on|deeper|further|into|ahead|in_depth &
        continue &
        keep_going|keep_on|carry_on|dig_deeper|dive_deeper &
        @explain @it &
        @explain again|more|further|better|differently|yourself|what_you|in_more_detail|in_other_words|in_simpler
        clarify &
        what do|did|does|d you|u|ya|that|this|it|they|these mean
        what|how about
        what if
        wdym
        what|whats s|is|are? an|a|some? example|examples $
        how come &
        not_sure|dont|didnt|cant|don_t|didn_t|not understand|get|follow|sure &`,
      opens: `@a? some|bit|little? more on|about|detail|details|info|information|examples|depth|please|pls|$
        further on|about|details|detail|$
        in more detail|depth`,
      alone: `and ..5 $
        but ..4 $
        also ..3 $`,
    },
  },
};
