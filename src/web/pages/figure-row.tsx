/** Figures in a row: the number above what it is. */
export function FigureRow({
  figures,
}: {
  readonly figures: readonly (readonly [value: string, what: string, means?: string])[]
}) {
  return (
    <dl className="figures">
      {figures.map(([value, what, means]) => (
        <div key={what} title={means}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
