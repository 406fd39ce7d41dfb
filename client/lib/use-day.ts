import { useEffect, useState } from 'react';

/** The time at which the day began to be looked at: it changes with the date. */
export function useDay(): Date {
  const [day, setDay] = useState(() => new Date());
  useEffect(() => {
    const midnight = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
    const timer = setTimeout(() => setDay(new Date()), midnight.getTime() - Date.now());
    return () => clearTimeout(timer);
  }, [day]);
  return day;
}
