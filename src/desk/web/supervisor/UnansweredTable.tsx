import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../http/web/call.ts';
import { listOf, unansweredGroupShape } from '../../shapes.ts';
import { FigureTable } from './FigureTable.tsx';

const groups = listOf(unansweredGroupShape);

/** Questions that the knowledge store could not answer, those that read alike together. */
export function UnansweredTable() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['unanswered', 'groups'],
    queryFn: ({ signal }) => call(groups, '/unanswered/groups', { signal }),
    refetchInterval: false,
  });
  return (
    <FigureTable
      title={t('supervisor.unanswered')}
      columns={['question', 'count'].map((key) => ({ key, label: t(`supervisor.column.${key}`) }))}
      rows={(data?.items ?? []).map(({ question, count }) => ({
        id: question.id,
        question: question.text,
        count,
      }))}
    />
  );
}
