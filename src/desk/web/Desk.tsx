import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Inbox } from './Inbox.tsx';
import { useSession } from './session.ts';
import { SignIn } from './SignIn.tsx';

/** The agents' screen: who signs in sees the inbox. */
export function Desk() {
  const { t } = useTranslation();
  const { state, signIn, signOut } = useSession();
  useEffect(() => {
    document.title = `${t('title')} · 1212 OCC`;
  }, [t]);
  switch (state.status) {
    case 'asking':
      return null;
    case 'out':
      return <SignIn timedOut={state.timedOut} onSignIn={signIn} />;
    case 'in':
      return <Inbox me={state.me} onSignOut={() => void signOut()} />;
  }
}
