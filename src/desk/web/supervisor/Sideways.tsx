import type { ReactNode } from 'react';

/** Something wide that scrolls sideways on a small screen, with the keys as well. */
export function Sideways(props: { label: string; width: number; children: ReactNode }) {
  return (
    <div role="group" aria-label={props.label} tabIndex={0} style={{ overflowX: 'auto' }}>
      <div style={{ minWidth: props.width }}>{props.children}</div>
    </div>
  );
}
