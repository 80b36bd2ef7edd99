import { useTranslation } from 'react-i18next';
import { ReasonForm } from '../ReasonForm.tsx';

/** Why a party does not belong to the case; the reason stands among the notes. */
export function RemoveParty(props: {
  busy: boolean;
  close: () => void;
  onRemove: (reason: string) => Promise<boolean>;
}) {
  const { t } = useTranslation();
  return (
    <ReasonForm
      label={t('editing.why_removed')}
      action={t('editing.remove_it')}
      busy={props.busy}
      close={props.close}
      onGiven={props.onRemove}
    />
  );
}
