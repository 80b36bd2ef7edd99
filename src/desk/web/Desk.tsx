import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Inbox } from './Inbox.tsx';
import { onDemand } from './on-demand.tsx';
import { useSession } from './session.ts';
import { SignIn } from './SignIn.tsx';
import { useShowsCases } from './use-case-place.ts';

const Cases = onDemand(async () => (await import('./Cases.tsx')).Cases);

/** The agents' screen: who signs in sees the inbox, or the cases. */
export function Desk() {
  const { t } = useTranslation();
  const { state, signIn, signOut } = useSession();
  const showsCases = useShowsCases();
  useEffect(() => {
    document.title = `${t('title')} · 1212 OCC`;
  }, [t]);
  switch (state.status) {
    case 'asking':
      return null;
    case 'out':
      return <SignIn timedOut={state.timedOut} onSignIn={signIn} />;
    case 'in':
      if (showsCases) return <Cases />;
      return <Inbox me={state.me} onSignOut={() => void signOut()} />;
  }
}
