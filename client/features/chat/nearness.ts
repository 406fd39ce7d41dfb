/** Turns are set within so much of the view around it, and left alone until they are further away than the second. */
const nearMargin = '150% 0px';
const farMargin = '400% 0px';

type Listener = (isNear: boolean) => void;

interface Watch {
  near: IntersectionObserver;
  far: IntersectionObserver;
  listeners: Map<Element, Listener>;
}

/** One pair of observers per scroll box. */
const watches = new WeakMap<Element, Watch>();

function watchOf(root: Element): Watch {
  const known = watches.get(root);
  if (known) return known;
  const listeners = new Map<Element, Listener>();
  const observe = (rootMargin: string, isNear: boolean): IntersectionObserver =>
    new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting === isNear) listeners.get(target)?.(isNear);
      },
      { root, rootMargin },
    );
  const watch = { near: observe(nearMargin, true), far: observe(farMargin, false), listeners };
  watches.set(root, watch);
  return watch;
}

/** Tells when an element of a thread comes near the view, and when it is far from it. Returns how to stop. */
export function watchNearness(element: Element, listener: Listener): () => void {
  const root = element.closest('.thread-scroll');
  if (root === null) return () => {};
  const { near, far, listeners } = watchOf(root);
  listeners.set(element, listener);
  near.observe(element);
  far.observe(element);
  return () => {
    listeners.delete(element);
    near.unobserve(element);
    far.unobserve(element);
  };
}
