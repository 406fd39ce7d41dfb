import { dropQuotation } from '../features/chat/quotations.ts';
import { withdrawOffers } from '../ui/toasts.ts';
import { columnText, searchAsked } from './column-text.ts';
import { overlay } from './palette/overlay.ts';

/** The page may go on with somebody else: what one user typed, quoted or could take back goes with them. */
export function forgetUser(): void {
  columnText.set('');
  searchAsked.set(false);
  overlay.set(null);
  dropQuotation();
  withdrawOffers();
}
