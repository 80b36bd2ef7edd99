import { Alert, Button, Center, Loader } from '@mantine/core';
import { lazy, Suspense, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';

/** A page whose script comes when it is first opened, so that the inbox need not wait for it. */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Page = lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await load() };
    } catch {
      // The connection is gone, or a newer version has taken the place of the one in this tab.
      return { default: NotLoaded };
    }
  });
  return (props) => (
    <Suspense fallback={<Loading />}>
      <Page {...props} />
    </Suspense>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <Center h="100dvh" role="status" aria-label={t('page.loading')}>
      <Loader />
    </Center>
  );
}

function NotLoaded() {
  const { t } = useTranslation();
  return (
    <Alert color="red" role="alert" m="md" title={t('page.not_loaded')}>
      <Button size="xs" variant="default" onClick={() => location.reload()}>
        {t('page.reload')}
      </Button>
    </Alert>
  );
}
