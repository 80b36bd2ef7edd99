import { Alert, Stack, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A part of the page with its heading, and what went wrong in it. */
export function Section(props: {
  readonly title: string;
  readonly problem?: string | null;
  readonly children: ReactNode;
}) {
  const { title, problem, children } = props;
  const { t } = useTranslation();
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Stack gap="sm">
        <Title order={2} size="h5" id={heading}>
          {title}
        </Title>
        {problem !== null && problem !== undefined && (
          <Alert color="red" role="alert">
            {t(problem)}
          </Alert>
        )}
        {children}
      </Stack>
    </section>
  );
}
