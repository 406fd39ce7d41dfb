/**
 * Questions, each with a passage that answers it, of subjects that have nothing to do with each other: what a model finds
 * near here, and what far, says what its cosines mean. Asked in other words than the passage's where students would.
 */
export const anchors: readonly { question: string; passage: string }[] = [
  {
    question: 'Why do leaves change colour in autumn?',
    passage:
      'As days shorten, a tree stops renewing the chlorophyll of its leaves. The green fades, and the yellow and orange pigments that were there all summer become visible.',
  },
  {
    question: 'How does a central bank fight inflation?',
    passage:
      'When prices rise too fast, the central bank raises its key rate. Credit becomes dearer, households and firms borrow and spend less, and inflation slows.',
  },
  {
    question: 'What caused the fall of the Bastille?',
    passage:
      'In July 1789 Parisians who feared that the king would dissolve the assembly by force stormed the Bastille to seize the gunpowder that was kept there.',
  },
  {
    question: 'How do vaccines protect the body?',
    passage:
      'A vaccine shows the immune system a harmless part of a germ. Memory cells remain, and on a later infection they make antibodies before the disease breaks out.',
  },
  {
    question: 'What is recursion in programming?',
    passage:
      'A recursive function calls itself with a smaller input until it reaches a base case that needs no further call; each call waits on the stack for the one it made.',
  },
  {
    question: 'Why does a bridge have expansion joints?',
    passage:
      'Steel and concrete grow longer in the heat. Gaps at the ends of a bridge, covered by sliding plates, let the deck expand without buckling.',
  },
  {
    question: 'How are sonnets structured?',
    passage:
      'A sonnet has fourteen lines. In the Shakespearean form three quatrains develop an argument and a closing couplet turns or concludes it.',
  },
  {
    question: 'What decides whether a contract is valid?',
    passage:
      'A contract binds once an offer has been accepted, both sides give something of value, and both intend to be bound and have the capacity to be.',
  },
  {
    question: 'Why are there tides?',
    passage:
      'The Moon pulls the nearer side of the ocean more strongly than the farther one, which raises two bulges of water. As the Earth turns beneath them, the sea rises and falls twice a day.',
  },
  {
    question: 'How do children learn to speak?',
    passage:
      'Infants babble first, then name single things, and by their second year join two words. They pick up grammar from what is said to them, without lessons.',
  },
  {
    question: 'What makes bread rise?',
    passage:
      'Yeast feeds on the sugars of the flour and gives off carbon dioxide. Gluten holds the bubbles, so the dough swells until the oven sets it.',
  },
  {
    question: 'How does a democracy limit the power of its government?',
    passage:
      'A constitution divides power between parliament, government and courts. Each can check the others, and elections let citizens dismiss those who rule.',
  },
];
