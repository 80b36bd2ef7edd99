import { Sideways } from './Sideways.tsx';
import { Anchor, Group, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface Column {
  readonly key: string;
  readonly label: string;
}
type Cells = Readonly<Record<string, string | number | null>>;

/** A table that scrolls sideways where it must, with the whole of it as a file. */
export function FigureTable(props: {
  title: string;
  columns: readonly Column[];
  rows: readonly (Cells & { readonly id: string })[];
  file?: string | undefined;
}) {
  const { title, columns, rows, file } = props;
  const { t } = useTranslation();
  return (
    <section aria-label={title}>
      <Group justify="space-between" mt="lg" mb={4}>
        <Title order={2} size="h5">
          {title}
        </Title>
        {file !== undefined && (
          <Anchor size="sm" href={file} download>
            {t('supervisor.file', { title })}
          </Anchor>
        )}
      </Group>
      <Sideways label={title} width={columns.length * 90}>
        <Table striped>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ key, label }) => (
                <Table.Th key={key} scope="col">
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                {columns.map(({ key }) => (
                  <Table.Td key={key}>{row[key] ?? '–'}</Table.Td>
                ))}
              </Table.Tr>
            ))}
            {rows.length === 0 && (
              <Table.Tr>
                <Table.Td colSpan={columns.length}>{t('supervisor.nothing')}</Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      </Sideways>
    </section>
  );
}
