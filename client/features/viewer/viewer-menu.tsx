import { ChatBubbleIcon, DotsHorizontalIcon, DownloadIcon, ListBulletIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { download } from './download.ts';
import type { Zooming } from './viewer-bar.tsx';
import { zoomSteps, type Zoom } from './zoom.ts';

interface ViewerMenuProps {
  documentId: string;
  name: string;
  zooming: Zooming | null;
  onOutline: () => void;
  onChat: (() => void) | null;
}

const words = copy.viewer;

const sizes: readonly { zoom: Zoom; label: string }[] = [
  { zoom: 'width', label: words.fitWidth },
  { zoom: 'page', label: words.fitPage },
  ...zoomSteps.map((zoom) => ({ zoom, label: words.percent(zoom) })),
];

/** What else can be done with a source. */
export function ViewerMenu({ documentId, name, zooming, onOutline, onChat }: ViewerMenuProps) {
  return (
    <Menu align="end" trigger={<IconButton label={words.more} icon={<DotsHorizontalIcon />} />}>
      {onChat && (
        <MenuItem icon={<ChatBubbleIcon />} onSelect={onChat}>
          {copy.documentChat.title}
        </MenuItem>
      )}
      <MenuItem icon={<ListBulletIcon />} onSelect={onOutline} disabled={zooming === null}>
        {words.outline}
      </MenuItem>
      <MenuItem icon={<DownloadIcon />} onSelect={() => download(documentId, name)}>
        {words.download}
      </MenuItem>
      {zooming && (
        <>
          <MenuLine />
          <MenuChoice
            label={words.size}
            value={String(zooming.zoom)}
            options={sizes.map(({ zoom, label }) => ({ value: String(zoom), label }))}
            onChange={(value) => zooming.set(sizes.find(({ zoom }) => String(zoom) === value)?.zoom ?? 'width')}
          />
        </>
      )}
    </Menu>
  );
}
