import {
  ChevronDownIcon,
  ChevronUpIcon,
  Cross2Icon,
  ListBulletIcon,
  MagnifyingGlassIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PageField } from './page-field.tsx';
import { ViewerMenu } from './viewer-menu.tsx';
import { nextZoom, type Zoom } from './zoom.ts';

export interface Zooming {
  zoom: Zoom;
  /** how large it is shown now, as a share of its own size */
  share: number;
  set: (zoom: Zoom) => void;
}

interface ViewerBarProps {
  documentId: string;
  name: string;
  page: number;
  pages: number;
  onPage: (page: number) => void;
  /** null where nothing is shown that could be larger */
  zooming: Zooming | null;
  panel: 'search' | 'outline' | null;
  onPanel: (panel: 'search' | 'outline') => void;
  /** null where there is a chat about the document already */
  onChat: (() => void) | null;
  onClose: () => void;
}

const words = copy.viewer;
/** Shown where the bar has the room; else in its menu. */
const roomy = '@max-lg:hidden';

/** The source's name, its pages, what can be done with it, and the way out. */
export function ViewerBar(props: ViewerBarProps) {
  const { documentId, name, page, pages, onPage, zooming, panel, onPanel, onChat, onClose } = props;
  const larger = zooming && nextZoom(zooming.share, 1);
  const smaller = zooming && nextZoom(zooming.share, -1);
  return (
    <header className="@container shrink-0 border-b border-line">
      <div className="flex h-12 items-center gap-0.5 px-2 @lg:gap-1 @lg:px-3">
        <IconButton
          label={words.outline}
          icon={<ListBulletIcon />}
          aria-expanded={panel === 'outline'}
          disabled={zooming === null}
          onClick={() => onPanel('outline')}
          className={roomy}
        />
        <h2 className="min-w-0 flex-1 truncate pl-1 font-bold" title={name}>
          {name}
        </h2>
        <PageField page={page} pages={pages} onPage={onPage} />
        <IconButton
          label={words.previous}
          icon={<ChevronUpIcon />}
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
          className="@max-2xl:hidden"
        />
        <IconButton
          label={words.next}
          icon={<ChevronDownIcon />}
          disabled={page >= pages}
          onClick={() => onPage(page + 1)}
          className="@max-2xl:hidden"
        />
        <IconButton
          label={words.zoomOut}
          icon={<ZoomOutIcon />}
          disabled={smaller === null}
          onClick={() => smaller !== null && zooming?.set(smaller)}
          className={roomy}
        />
        <IconButton
          label={words.zoomIn}
          icon={<ZoomInIcon />}
          disabled={larger === null}
          onClick={() => larger !== null && zooming?.set(larger)}
          className={roomy}
        />
        <IconButton
          label={words.search}
          icon={<MagnifyingGlassIcon />}
          aria-expanded={panel === 'search'}
          disabled={zooming === null}
          onClick={() => onPanel('search')}
        />
        <ViewerMenu
          documentId={documentId}
          name={name}
          zooming={zooming}
          onOutline={() => onPanel('outline')}
          onChat={onChat}
        />
        <IconButton label={words.close} icon={<Cross2Icon />} onClick={onClose} />
      </div>
    </header>
  );
}
