import type { PhraseBook } from './phrase-book.ts';

export const spanish: PhraseBook = {
  greets:
    'por favor ok okay hola sí si no y entonces pero bueno pues ahora luego también mejor oye vale porfa please pls',
  pleads: 'puedes podrías puede podría pueden podrían quieres querrías puedo tienes',
  persons: 'tú usted me yo decirme hacerme darme ustedes',
  courtesy: `lo por favor porfa porfavor me nos quiero quisiera querría necesito necesitaría puedes podrías puede podría quieres
    puedo gracias solo rápido rápidamente que para mi gustaría ayuda ayúdame a hacer favor pls tú usted`,
  joins: 'y pero o luego entonces además',
  openers: `qué que quién quiénes cómo cuándo dónde cuál cuáles cuánto cuánta por es son era fue fueron está están hay ha han
    debe puede tiene adónde`,
  treats: `explica explícame define describe compara analiza interpreta traduce calcula muestra nombra enumera cita discute evalúa
    resuelve demuestra di habla cuenta`,
  turns:
    'significado sentido fuente contexto autor explicación análisis interpretación origen definición diferencia cuándo si',
  compounds: 'cita_médica citas_médicas cita_previa cita_con guía_de_ondas guía_turística guía_de_viaje',
  fillers: `porfa porfavor pls entiendo entendí entender comprendo claro clara seguro segura fácil sencillo sencilla simple más
    mas mejor otra vez nuevo repite repetir reformula reformular luego después fuente fuentes quieres decir dices eso
    bueno buena buenas corto corta breve rápido rápida larga largo textual textuales literal literales exacta exactas
    relevante relevantes dos tres cuatro algunas varias tema acerca respecto sobre busca buscar búscame búscar dar darme
    hacer hazme haz crea crear genera generar prepara preparar escribe escribir necesito quiero quisiera principal
    principales importantes esencial líneas palabras frases entero entera completo completa todo todos tener tienes alguna
    ok ejemplo caso primer primero primera segundo segunda tercer tercero tercera último última puedes podrías explícalo
    explícamelo explicarlo explicar repasar repaso estudiar vale muestra muéstrame mostrar pocas poco cosa algo elijo
    elige toma usa encuentra encontrar dime decir bueno malo mal mejor peor falso cierto verdad concreto concreta brevemente página páginas leí forma manera sigo ponme pon poner complicado difícil
    cinco seis hoy mañana resumir general sabes dice dicen escrito trata`,
  slips: 'explica explicar entiendo ejemplo detalles desarrolla información continúa',
  scopeWords: `documento documentos doc docs archivo archivos texto textos clase clases curso artículo artículos libro libros
    capítulo capítulos sección secciones página páginas apuntes notas lectura diapositivas tema temas unidad unidades pdf
    pdfs contenido material materiales todo examen exámenes final parcial prueba semestre asignatura lección párrafo módulo`,
  partWords:
    'capítulo cap capítulos sección tema unidad página páginas pág p parte lección módulo semana acto escena párrafo clase',
  ordinals:
    'primer primero primera segundo segunda tercer tercero tercera cuarto cuarta quinto quinta último última próximo próxima',
  tongues: `inglés alemán francés español castellano italiano portugués neerlandés polaco
    ruso ucraniano turco árabe chino japonés coreano`,
  units: 'palabras frases líneas oraciones páginas puntos párrafos párrafo preguntas',
  sets: {
    quote: 'cita citas',
    find: `encuentra encuéntrame encontrar busca búscame buscar buscarme busco dame dar darme da necesito muestra muéstrame
      mostrar quiero quisiera tienes tiene saca sácame dime proporciona selecciona consígueme`,
    good: 'buena buenas buen corto corta breve rápido rápida textual literal simple completa completo detallado',
    a: 'un una unas unos la el las los dos tres algunas varias alguna algún 2 3 de',
    supports:
      'demuestra demuestran muestra muestran prueba prueban apoya apoyan ilustra ilustran revela expresa sobre puede habla evidencia refleja',
    guide: `guía_de_estudio guía_de_estudios guías_de_estudio guía_para_estudiar guía_de_repaso guía_para_repasar
      ficha_de_estudio ficha_de_repaso guía_estudio study_guide guía_para_el_examen`,
    make: 'hazme haz hacer hacerme crea crear créame genera generar genérame prepara preparar prepárame escribe elabora construye',
    build: `hazme haz hacer hacerme crea crear créame genera generar genérame prepara preparar prepárame escribe elabora
      construye necesito quiero quisiera dame dar darme`,
    summary: `resumen resúmenes sinopsis puntos_clave puntos_principales ideas_clave visión_general panorama_general
      puntos_más_importantes ideas_más_importantes lo_esencial tldr síntesis`,
    give: `haz hazme hacer hacerme dame dar darme da escribe necesito quiero quisiera prepara elabora lista enumera muestra
      genera crea dime tener`,
    resume: `resume resumir resúmeme resúmelo resúmela resumirlo resumirme resúmemelo sintetiza sintetizar`,
    mainIdeas: 'ideas_principales idea_principal puntos_importantes argumentos_principales ideas_centrales',
    eso: 'eso esto lo ello',
    relational: `ventaja ventajas desventaja desventajas causa causas efecto efectos consecuencia consecuencias resultado
      resultados riesgo riesgos tipo tipos fase fases etapa etapas síntoma síntomas función funciones propiedad propiedades
      aplicación aplicaciones límite límites excepción excepciones condición condiciones fórmula solución`,
    este: 'este esta estos estas ese esa',
    scope: 'documento texto artículo libro capítulo archivo pdf clase curso tema',
  },
  defines: 'qué|que es|son un|una|unos|unas? * $',
  back: {
    pronouns: 'eso esto ello ella ellos ellas aquello',
    afterVerb: '',
    emptyBefore: '',
    emptyAfter: '',
    possessives: 'su sus',
    pointers: 'este estos estas ese esa esos esas aquel aquella',
    bridges: 'y cuando si porque mientras pero o que',
    patterns: `relación|diferencia|comparación|vínculo con|respecto
      relación tiene|guarda|hay con
      se diferencia|diferencian|relaciona|relacionan|distingue|parece|compara de|del|con|a|al
      quién|quien lo|la|los|las
      cómo|como|cuándo|cuando|dónde|donde lo
      cómo|como|cuándo|cuando|dónde|donde|por_qué|por_que se * $
      cuáles|cuales|cuál|cual|qué son|es|tiene los|las|la|el? @relational $
      qué hay de|del`,
  },
  routes: {
    quote_finding: {
      begins: `@find ..6 @quote
        qué|cuál|cuáles|que|cual ..1 @quote @supports
        hay ..3 @quote
        dónde|donde encuentro|encontrar|hay|puedo ..5 @quote
        cita un_pasaje|algo|el_texto|al_autor|un_fragmento`,
      opens: '@a? @good? @quote @good? sobre|de|del|acerca|que|donde|para|porfa|por_favor|$',
      ends: '@quote textual|textuales|literal|literales? $',
    },
    study_guide: {
      begins: `@build ..8 @guide
        @make ..4 guía &`,
      opens: '@a? @good? @guide\n@a? guía sobre|para',
      ends: '@guide $',
    },
    summary: {
      begins: `@give ..6 @summary
        @resume
        cuáles|cuál|cuales|cual|qué|que son|es los|las|la|el? @summary &
        puedes|podrías|puede|podría ..3 @resume`,
      beginsOnScope: `cuáles|cuál|cuales|qué son|es las|la|los|el? @mainIdeas
        @give ..4 @mainIdeas
        de qué|que trata|habla ..2 @este? @scope
        la? @mainIdeas`,
      opens: `@a? @good? @summary
        @mainIdeas
        ..2 @summary de|del|sobre`,
      ends: '@summary $',
    },
    follow_up: {
      begins: `cuéntame|cuenta|dime|di|habla|háblame|decirme|contarme ..3 más
        quiero|quisiera|necesito saber? más &
        saber más &
        elabora|elaborar|amplía|ampliar|profundiza|profundizar|desarrolla|desarrollar &
        continúa|continuar|sigue|siga|seguir|prosigue &
        explica|explícame|explicar|explícalo|explicarlo|explicarme|repite|repítelo|reformula|aclara|aclárame @eso? más|mejor|otra_vez|de_nuevo|con_más|en_detalle|$
        compáralo|compárala|relaciónalo|defínelo|descríbelo|aplícalo|resúelvelo &
        qué|que quieres|quiere|querías decir
        a qué te|se refieres|refiere
        qué|que significa|es @eso
        qué|que hay de|del|con
        qué|que pasa con ..3 $
        qué|que tal con|en ..3 $
        no lo? entiendo|comprendo|entendí &
        y si|en|con|para|sobre`,
      opens: `un_poco? más detalles|detalle|información|info|sobre|ejemplos|acerca|por_favor|porfa|$`,
      alone: `y ..5 $
        pero ..4 $
        también ..3 $`,
    },
  },
};
