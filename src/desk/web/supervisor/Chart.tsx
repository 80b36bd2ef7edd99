import { useComputedColorScheme } from '@mantine/core';
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, XAxis, YAxis } from 'recharts';

const COLOURS = {
  light: {
    ink: '#495057',
    grid: '#dee2e6',
    series: ['#1864ab', '#2b8a3e', '#c92a2a', '#e67700', '#862e9c', '#868e96'],
  },
  dark: {
    ink: '#ced4da',
    grid: '#495057',
    series: ['#74c0fc', '#8ce99a', '#ffa8a8', '#ffd43b', '#e599f7', '#adb5bd'],
  },
};

export interface Series {
  readonly key: string;
  readonly name: string;
}

/** Bars for the eye; what they show stands in a table beneath, for everybody. */
export function Chart(props: {
  data: readonly Readonly<Record<string, string | number>>[];
  x: string;
  series: readonly Series[];
  /** Each bar on the one before: together they are the whole. */
  stacked?: boolean;
}) {
  const { ink, grid, series } = COLOURS[useComputedColorScheme('light')];
  return (
    <div aria-hidden style={{ height: 260 }}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={[...props.data]} accessibilityLayer={false}>
          <CartesianGrid stroke={grid} vertical={false} />
          <XAxis
            dataKey={props.x}
            stroke={ink}
            tick={{ fontSize: 12 }}
            interval="equidistantPreserveStart"
          />
          <YAxis allowDecimals={false} stroke={ink} width={36} tick={{ fontSize: 12 }} />
          <Legend
            // In the order of the bars, not of the alphabet.
            itemSorter={null}
            formatter={(name: string) => <span style={{ color: ink }}>{name}</span>}
          />
          {props.series.map(({ key, name }, index) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              {...(props.stacked === true && { stackId: 'whole' })}
              fill={series[index % series.length] ?? ink}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
