import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Inbox } from './inbox/Inbox.tsx';
import { Me } from './account/me.ts';
import { onDemand } from './on-demand.tsx';
import { useSession } from './account/session.ts';
import { SignIn } from './account/SignIn.tsx';
import { usePage } from './use-page.ts';

const Account = onDemand(async () => (await import('./account/Account.tsx')).Account);
const Cases = onDemand(async () => (await import('./cases/Cases.tsx')).Cases);
const AuditPage = onDemand(async () => (await import('./audit/AuditPage.tsx')).AuditPage);
const ErasureRequests = onDemand(
  async () => (await import('./privacy/ErasureRequests.tsx')).ErasureRequests,
);

/** Its charts are heavy, and agents need none of them. */
const Supervisor = onDemand(async () => (await import('./supervisor/Supervisor.tsx')).Supervisor);

const Accounts = onDemand(async () => (await import('./supervisor/Accounts.tsx')).Accounts);

/** The agents' screen: who signs in sees the inbox, the cases, or what supervisors answer for. */
export function Desk() {
  const { t } = useTranslation();
  const { state, signIn, signOut } = useSession();
  const page = usePage();
  useEffect(() => {
    document.title = `${t('title')} · 1212 OCC`;
  }, [t]);
  switch (state.status) {
    case 'asking':
      return null;
    case 'out':
      return <SignIn timedOut={state.timedOut} onSignIn={signIn} />;
    case 'in':
      if (location.pathname === '/desk/supervisor') return <Supervisor me={state.me} />;
      if (location.pathname === '/desk/staff') return <Accounts me={state.me} />;
      return (
        <Me value={state.me}>
          {page === 'account' && <Account />}
          {page === 'cases' && <Cases />}
          {page === 'audit' && <AuditPage />}
          {page === 'erasures' && <ErasureRequests />}
          {page === 'conversations' && <Inbox me={state.me} onSignOut={() => void signOut()} />}
        </Me>
      );
  }
}
