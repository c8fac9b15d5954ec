'use client';

import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly align?: 'left' | 'right';
  readonly width?: number | string;
  /** Hidden below a tablet's width, where the row keeps only what names it. */
  readonly isSecondary?: boolean;
  /** Holds paths or digests, which may break anywhere rather than push the table aside. */
  readonly breaksAnywhere?: boolean;
  /** A column of buttons: its title is for screen readers alone. */
  readonly isTitleHidden?: boolean;
}

export interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selectedKey?: string | undefined;
  /** Puts a caption over rows that follow each other and have it in common. */
  readonly groupOf?: (row: Row) => string;
}

/** A dense table with hairlines. Paging is the server's; it never holds more rows than one page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, selectedKey, groupOf = ungrouped } = props;
  return (
    <div className={styles.scroll}>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell
                key={column.key}
                align={column.align ?? 'left'}
                className={classOf(column)}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                <span className={column.isTitleHidden ? 'visually-hidden' : undefined}>
                  {column.title}
                </span>
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        {groupsOf(rows, groupOf).map((group) => (
          <TableBody key={group.caption}>
            {group.caption === '' ? null : (
              <TableRow>
                <TableCell
                  component="th"
                  scope="rowgroup"
                  colSpan={columns.length}
                  className={styles.caption ?? ''}
                >
                  {group.caption}
                </TableCell>
              </TableRow>
            )}
            {group.rows.map((row) => (
              <TableRow key={rowKey(row)} hover selected={rowKey(row) === selectedKey}>
                {columns.map((column) => (
                  <TableCell
                    key={column.key}
                    align={column.align ?? 'left'}
                    className={classOf(column)}
                  >
                    {column.render(row)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        ))}
      </Table>
    </div>
  );
}

const ungrouped = () => '';

function groupsOf<Row>(rows: readonly Row[], captionOf: (row: Row) => string) {
  return [...Map.groupBy(rows, captionOf)].map(([caption, own]) => ({ caption, rows: own }));
}

function classOf<Row>({ align, isSecondary, breaksAnywhere }: Column<Row>): string {
  return [
    align === 'right' && styles.number,
    isSecondary && styles.secondary,
    breaksAnywhere && styles.breaks,
  ]
    .filter(Boolean)
    .join(' ');
}
