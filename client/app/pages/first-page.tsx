import { useNavigate } from '@tanstack/react-router';
import { FirstClass } from '../../features/library/first-class.tsx';
import { Shell } from '../shell.tsx';

/** Where a user without classes begins. */
export function FirstPage() {
  const navigate = useNavigate();
  return (
    <Shell classId={null} sessionId={null}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <FirstClass onMade={({ classId }) => void navigate({ to: '/class/$classId/new', params: { classId } })} />
      </div>
    </Shell>
  );
}
